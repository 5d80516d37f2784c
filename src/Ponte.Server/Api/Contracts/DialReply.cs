namespace Ponte.Server.Api.Contracts;

/// <summary>A call that is being made.</summary>
/// <param name="Call">Its id.</param>
internal sealed record DialReply(string Call);
