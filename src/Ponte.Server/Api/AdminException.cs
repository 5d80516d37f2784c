namespace Ponte.Server.Api;

/// <summary>The server did not do what was asked.</summary>
internal sealed class AdminException(AdminFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public AdminFailure Failure { get; } = failure;
}
