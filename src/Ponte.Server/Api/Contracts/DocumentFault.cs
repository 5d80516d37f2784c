namespace Ponte.Server.Api.Contracts;

/// <summary>What is wrong with a field of a document.</summary>
/// <param name="Field">The field; empty for the document as a whole.</param>
/// <param name="Message">What is wrong, and behind a semicolon the mend.</param>
internal sealed record DocumentFault(string Field, string Message);
