using Ponte.Calls.Routing;

namespace Ponte.Server.Web.Endpoints;

/// <summary>To supervise a call.</summary>
/// <param name="With">The supervisor: a user's key, extension or number; null: one's own.</param>
/// <param name="Mode">Who hears the supervisor; null: nobody.</param>
/// <param name="Agent">Who is helped: a user's key, extension or number; null: the party who is a user.</param>
internal sealed record SupervisionRequest(string? With, SupervisionMode? Mode, string? Agent);
