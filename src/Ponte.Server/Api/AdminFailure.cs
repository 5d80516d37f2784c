namespace Ponte.Server.Api;

/// <summary>Why the server did not do what was asked.</summary>
internal enum AdminFailure
{
    /// <summary>No server answers.</summary>
    NoServer,

    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>The server said no.</summary>
    Refused,
}
