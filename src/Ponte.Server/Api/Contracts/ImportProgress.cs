namespace Ponte.Server.Api.Contracts;

/// <summary>How far an import is.</summary>
/// <param name="Contacts">Contacts so far.</param>
/// <param name="Percent">Of the file, 0 to 100.</param>
internal sealed record ImportProgress(int Contacts, int Percent);
