#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using System.Collections.Immutable;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>A person's own settings.</summary>
/// <param name="Key">The user's key.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Extension">The extension; empty for none.</param>
/// <param name="Number">The direct number; empty for none.</param>
/// <param name="HasTeams">Whether Teams rings too.</param>
/// <param name="DoNotDisturb">Whether the user is busy for everybody.</param>
/// <param name="Twin">Whether the devices ring with Teams.</param>
/// <param name="Forwards">Where calls go.</param>
/// <param name="Devices">The user's devices.</param>
internal sealed record PersonReply(
    string Key,
    string Name,
    string Extension,
    string Number,
    bool HasTeams,
    bool DoNotDisturb,
    bool Twin,
    Forwards Forwards,
    ImmutableArray<DeviceReply> Devices
);

/// <summary>Where calls go; empty: nowhere.</summary>
/// <param name="Always">Every call.</param>
/// <param name="Busy">When busy.</param>
/// <param name="NoAnswer">When nobody answers.</param>
/// <param name="Unreachable">When nothing can be reached.</param>
internal sealed record Forwards(string Always, string Busy, string NoAnswer, string Unreachable);

/// <summary>A device, and where it is registered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Login">The user name that it registers with.</param>
/// <param name="Bindings">Where it is registered; empty where nowhere.</param>
internal sealed record DeviceReply(string Name, string Login, ImmutableArray<PhoneBinding> Bindings);

/// <summary>Where calls shall go; null: as it is, empty: nowhere.</summary>
/// <param name="Always">Every call.</param>
/// <param name="Busy">When busy.</param>
/// <param name="NoAnswer">When nobody answers.</param>
/// <param name="Unreachable">When nothing can be reached.</param>
internal sealed record ForwardsRequest(string? Always, string? Busy, string? NoAnswer, string? Unreachable);

/// <summary>Whether one is busy for everybody.</summary>
/// <param name="DoNotDisturb">It.</param>
internal sealed record DoNotDisturbRequest(bool DoNotDisturb);

/// <summary>Whether the own devices ring with Teams.</summary>
/// <param name="Twin">It.</param>
internal sealed record TwinRequest(bool Twin);
