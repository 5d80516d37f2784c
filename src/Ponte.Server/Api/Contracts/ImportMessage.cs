namespace Ponte.Server.Api.Contracts;

/// <summary>One line of the answer to an import: how far it is, or its end.</summary>
/// <param name="Progress">How far; null in the last line.</param>
/// <param name="Reply">What became of it; null before the last line.</param>
/// <param name="Error">Why it broke off; null where it did not.</param>
internal sealed record ImportMessage(ImportProgress? Progress, ImportReply? Reply, string? Error);
