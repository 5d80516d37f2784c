namespace Ponte.Server.Api.Contracts;

/// <summary>Why a request failed.</summary>
/// <param name="Error">One line for a person.</param>
internal sealed record ErrorReply(string Error);
