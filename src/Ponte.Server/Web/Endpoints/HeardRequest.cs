namespace Ponte.Server.Web.Endpoints;

/// <summary>Whether a message is heard.</summary>
/// <param name="IsHeard">Whether it is; else it is new again.</param>
internal sealed record HeardRequest(bool IsHeard);
