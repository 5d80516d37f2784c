namespace Ponte.Server.Directories.Http;

/// <summary>A service cannot be asked; the message says why, in one line for a person.</summary>
internal sealed class LookupException(string message) : Exception(message);
