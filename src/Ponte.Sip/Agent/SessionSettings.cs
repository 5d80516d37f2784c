using System.Collections.Immutable;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>How we present ourselves in one dialog. Plain data: part of what a restart restores.</summary>
public sealed record SessionSettings
{
    /// <summary>The Contact value of our requests and responses, with angle brackets: <c>&lt;sip:+39…@sbc.example.com:5061;transport=tls&gt;</c>.</summary>
    public required string Contact { get; init; }

    /// <summary>The TLS and trust profile of connections for requests inside the dialog.</summary>
    public string Profile { get; init; } = SipTarget.DefaultProfile;

    /// <summary>
    /// For a peer that registers with us, whose address may mean nothing outside its own network: the key of its registration, or empty where
    /// it has none. Requests inside the dialog go where it is registered now, else back on the flow that it sent the INVITE on. Null: an
    /// ordinary peer, whose Contact is looked up.
    /// </summary>
    public string? Registration { get; init; }

    /// <summary>The methods named in Allow and let through to the handler; others get 405.</summary>
    public ImmutableArray<SipMethod> Allow { get; init; } =
    [
        SipMethod.Invite,
        SipMethod.Ack,
        SipMethod.Cancel,
        SipMethod.Bye,
        SipMethod.Options,
        SipMethod.Update,
        SipMethod.Prack,
        SipMethod.Info,
        SipMethod.Refer,
        SipMethod.Notify,
    ];

    /// <summary>Option tags that the user of the stack implements, such as <c>replaces</c>. <c>timer</c> and <c>100rel</c> follow from the other settings.</summary>
    public ImmutableArray<string> Supported { get; init; } = [];

    /// <summary>Use of RFC 3262.</summary>
    public ReliableProvisionalUse ReliableProvisionals { get; init; }

    /// <summary>Session timers (RFC 4028); null to take no part.</summary>
    public SessionTimerSettings? SessionTimer { get; init; } = new();
}
