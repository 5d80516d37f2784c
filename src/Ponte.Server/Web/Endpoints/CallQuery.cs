namespace Ponte.Server.Web.Endpoints;

/// <summary>Which calls of the history are wanted.</summary>
/// <param name="Search">Part of a number or name.</param>
/// <param name="From">Begun then or later.</param>
/// <param name="To">Begun before then.</param>
/// <param name="Line">With a leg on this line or device.</param>
/// <param name="User">With a leg of this user.</param>
/// <param name="After"><c>next</c> of the page before.</param>
/// <param name="Limit">How many; 50, at most 500.</param>
internal sealed record CallQuery(
    string? Search,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Line,
    string? User,
    string? After,
    int? Limit
);
