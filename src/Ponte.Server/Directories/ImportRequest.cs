namespace Ponte.Server.Directories;

/// <summary>A wish to import a file.</summary>
/// <param name="Book">The book whose place it takes.</param>
/// <param name="File">The name of the file.</param>
/// <param name="By">Who wishes it.</param>
/// <param name="IsPreview">Whether it is only looked at.</param>
internal sealed record ImportRequest(string Book, string File, string By, bool IsPreview);
