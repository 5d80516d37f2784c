namespace Ponte.Pbx.Document;

/// <summary>What reading a document gave: the document, or everything that is wrong with the text.</summary>
/// <param name="Document">The document; null where there is an error.</param>
/// <param name="Errors">All errors in the order of the text; empty where there is a document.</param>
public sealed record DocumentResult(CompanyDocument? Document, ValueList<DocumentError> Errors);
