namespace Ponte.Server.Directories.Csv;

/// <summary>Something wrong with a row.</summary>
/// <param name="Line">The line of the file on which the row begins, from 1.</param>
/// <param name="Kind">What.</param>
/// <param name="Value">The value that is wrong, shortened; empty where it is the row.</param>
internal sealed record RowProblem(int Line, RowProblemKind Kind, string Value);
