using Ponte.Calls.Model;

namespace Ponte.Server.Hosting;

/// <summary>What became of an order to call.</summary>
/// <param name="IsUser">Whether there is such a user.</param>
/// <param name="Call">The call; null where none is made now.</param>
internal readonly record struct Dialled(bool IsUser, CallId? Call);
