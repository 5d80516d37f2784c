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

    public List<LoopTimer> Timers { get; } = [];

    /// <summary>Our Contact in this call: port 443 and parameters that must come back unchanged; it is no place to connect to.</summary>
    public string Target { get; } =
        $"sip:api-du-a-euwe.pstnhub.microsoft.com:443;x-i={Guid.NewGuid()};x-c={Tokens.CallId()}/d/8/{Tokens.Tag()}";
}
