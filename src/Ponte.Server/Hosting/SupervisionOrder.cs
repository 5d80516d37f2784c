using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Server.Hosting;

/// <summary>A call shall be supervised.</summary>
/// <param name="Call">Which.</param>
/// <param name="With">The supervisor: key, extension or number.</param>
/// <param name="Mode">Who hears the supervisor.</param>
/// <param name="Agent">Who is helped: key, extension or number; null: the party who is a user.</param>
internal sealed record SupervisionOrder(CallId Call, string With, SupervisionMode Mode, string? Agent);
