using System.Collections.Immutable;
using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;

namespace Ponte.Simulator.Microsoft;

/// <summary>What the Microsoft side remembers of one of its calls.</summary>
internal sealed class CallOwner(TeamsUser user)
{
    public TeamsUser User => user;

    /// <summary>The trunks that are still to be tried, for a call of the user.</summary>
    public Queue<Gateway> Trunks { get; } = new();

    /// <summary>The trunk in use, for a call of the user.</summary>
    public Gateway? Trunk { get; set; }

    public bool IsVoicemail { get; set; }

    /// <summary>The transfer that this call is the old leg of; the last one if there were several.</summary>
    public Transfer? Transfer { get; set; }

    /// <summary>The transfer that this call is the new leg of.</summary>
    public Transfer? ComesOf { get; init; }

    /// <summary>Whether it stands in no call list: a leg that Teams makes between others.</summary>
    public bool IsInner { get; init; }

    /// <summary>The call that it is joined with, where Teams calls out for an incoming one.</summary>
    public SimulatedCall? Joined { get; set; }

    /// <summary>Whether nothing else rings for the call that it is joined with.</summary>
    public bool RingsAlone { get; init; }

    /// <summary>The call whose place it is to take.</summary>
    public SimulatedCall? Replaces { get; init; }

    /// <summary>Whether that call was there when this one began.</summary>
    public bool ReplacesLiving { get; init; }

    /// <summary>Headers of the INVITE that begins it.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The user who forwards with it, or rings there too; null for a call of the user's own.</summary>
    public TeamsUser? ForwardedBy { get; init; }

    /// <summary>Our address on the connection of the INVITE.</summary>
    public IPAddress? InviteAddress { get; set; }

    public List<LoopTimer> Timers { get; } = [];

    /// <summary>Our Contact in this call: port 443 and parameters that must come back unchanged; it is no place to connect to.</summary>
    public string Target { get; } =
        $"sip:api-du-a-euwe.pstnhub.microsoft.com:443;x-i={Guid.NewGuid()};x-c={Tokens.CallId()}/d/8/{Tokens.Tag()}";
}
