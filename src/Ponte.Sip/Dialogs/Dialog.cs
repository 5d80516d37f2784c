using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Dialogs;

/// <summary>One dialog, early or confirmed (RFC 3261 12): identity, targets, route set and sequence numbers. Does no I/O.</summary>
internal sealed class Dialog
{
    private readonly string _local;
    private readonly string _remote;
    private string _remoteTarget;

    /// <summary>Given to the first request inside a restored dialog: what was sent after the last snapshot is skipped by this much.</summary>
    public const uint RestoreGap = 10;

    /// <summary>Sets a dialog up from all its parts.</summary>
    public Dialog(DialogState state)
    {
        CallId = state.CallId;
        LocalTag = state.LocalTag;
        RemoteTag = state.RemoteTag;
        IsIncoming = state.IsIncoming;
        _local = state.LocalAddress;
        _remote = state.RemoteAddress;
        _remoteTarget = state.RemoteTarget;
        RouteSet = state.RouteSet;
        LocalCSeq = state.LocalCSeq;
        RemoteCSeq = state.RemoteCSeq;
        Protocol = state.Protocol;
    }

    private Dialog(SipRequest invite, string local, string remote, TransportProtocol protocol)
    {
        CallId = invite.CallId;
        _local = local;
        _remote = remote;
        _remoteTarget = invite.RequestUriText;
        LocalTag = "";
        RemoteTag = "";
        Protocol = protocol;
    }

    public string CallId { get; }

    public string LocalTag { get; private init; }

    public string RemoteTag { get; private init; }

    public bool IsIncoming { get; private init; }

    /// <summary>The route set in the order of our Route headers.</summary>
    public ImmutableArray<string> RouteSet { get; private set; } = [];

    /// <summary>The CSeq number of our latest request.</summary>
    public uint LocalCSeq { get; set; }

    /// <summary>The CSeq number of the peer's latest request; null before the first.</summary>
    public uint? RemoteCSeq { get; private set; }

    /// <summary>The transport of the INVITE.</summary>
    public TransportProtocol Protocol { get; }

    /// <summary>Which reliable provisional responses came (UAC).</summary>
    public ReliableProvisionalReceiver Reliable;

    /// <summary>The dialog of a 101 to 2xx that we received (12.1.2).</summary>
    /// <param name="invite">Our INVITE, as sent.</param>
    /// <param name="response">The response.</param>
    /// <param name="protocol">The transport of the INVITE.</param>
    public static Dialog FromResponse(SipRequest invite, SipResponse response, TransportProtocol protocol)
    {
        var local = invite.Headers.First(HeaderName.From) ?? "";
        var remote = response.Headers.First(HeaderName.To) ?? "";
        var dialog = new Dialog(invite, local, remote, protocol)
        {
            LocalTag = invite.FromTag,
            RemoteTag = response.ToTag,
            LocalCSeq = invite.CSeq.Number,
        };
        dialog.TakeRoutes(response);
        dialog.Retarget(response);
        return dialog;
    }

    /// <summary>The dialog of an INVITE that we received (12.1.1).</summary>
    public static Dialog FromRequest(SipRequest invite, string localTag, TransportProtocol protocol)
    {
        var local = invite.To?.WithTag(localTag) ?? "";
        var remote = invite.Headers.First(HeaderName.From) ?? "";
        var dialog = new Dialog(invite, local, remote, protocol)
        {
            LocalTag = localTag,
            RemoteTag = invite.FromTag,
            IsIncoming = true,
            RemoteCSeq = invite.CSeq.Number,
            RouteSet = [.. invite.Headers.Values(HeaderName.RecordRoute)],
        };
        dialog.Retarget(invite);
        return dialog;
    }

    /// <summary>UAC: takes the route set of a provisional or, finally, of the 2xx response (13.2.2.4), whose Record-Routes we read in reverse.</summary>
    public void TakeRoutes(SipResponse response)
    {
        var routes = response.Headers.Values(HeaderName.RecordRoute).ToArray();
        Array.Reverse(routes);
        RouteSet = [.. routes];
    }

    /// <summary>Takes the Contact of a target refresh as remote target, byte for byte. Without a usable one the target stays.</summary>
    public void Retarget(SipMessage message)
    {
        if (message.Headers.First(HeaderName.Contact) is { } text && NameAddress.ParseList(text) is [var contact, ..])
        {
            _remoteTarget = contact.UriText;
        }
    }

    /// <summary>Whether a request of the peer is in order; notes its number then (12.2.2).</summary>
    public bool TryAdvance(uint number)
    {
        if (RemoteCSeq is { } last && number <= last)
        {
            return false;
        }
        RemoteCSeq = number;
        return true;
    }

    /// <summary>Where requests go; null when the peer gave nothing usable.</summary>
    public NextHop? NextHop()
    {
        var first = RouteSet.IsEmpty ? _remoteTarget : RouteUri(RouteSet[0])?.Text;
        return first is not null && SipUri.TryParse(first, out var uri) ? Dialogs.NextHop.Of(uri, Protocol) : null;
    }

    /// <summary>The Request-URI of our requests.</summary>
    public string RequestUri => Strict()?.Text ?? _remoteTarget;

    /// <summary>Begins a request inside the dialog (12.2.1.1), all that the dialog itself decides.</summary>
    /// <param name="method">The method.</param>
    /// <param name="number">The CSeq number: for an ACK its INVITE's, else one above <see cref="LocalCSeq"/>.</param>
    /// <param name="flow">The flow, for Via.</param>
    /// <param name="branch">The number in the branch.</param>
    public SipRequestBuilder Request(SipMethod method, uint number, SipFlow flow, ulong branch)
    {
        var routes = RouteSet;
        var strict = Strict();
        var builder = new SipRequestBuilder(method, strict?.Text ?? _remoteTarget)
            .Add(HeaderName.Via, ViaOf(flow, branch))
            .Add(HeaderName.MaxForwards, "70");
        for (var i = strict is null ? 0 : 1; i < routes.Length; i++)
        {
            builder.Add(HeaderName.Route, routes[i]);
        }
        if (strict is not null)
        {
            // A strict router of RFC 2543 takes the Request-URI for itself and finds the remote target as the last Route.
            builder.Add(HeaderName.Route, $"<{_remoteTarget}>");
        }
        return builder
            .Add(HeaderName.From, _local)
            .Add(HeaderName.To, _remote)
            .Add(HeaderName.CallId, CallId)
            .Add(HeaderName.CSeq, new CSeq(number, method, SipMethods.Text(method)).ToString());
    }

    /// <summary>The dialog as data.</summary>
    /// <param name="settings">How we present ourselves.</param>
    public DialogState Snapshot(Agent.SessionSettings settings) =>
        new()
        {
            CallId = CallId,
            LocalTag = LocalTag,
            RemoteTag = RemoteTag,
            IsIncoming = IsIncoming,
            LocalAddress = _local,
            RemoteAddress = _remote,
            RemoteTarget = _remoteTarget,
            RouteSet = RouteSet,
            LocalCSeq = LocalCSeq,
            RemoteCSeq = RemoteCSeq,
            Protocol = Protocol,
            Settings = settings,
        };

    /// <summary>The Via of a request of ours. By UDP it asks for rport (RFC 3581), so that answers pass a NAT.</summary>
    public static string ViaOf(SipFlow flow, ulong branch) =>
        ViaHeader.Format(
            flow.Protocol.ViaName(),
            flow.SentByHost,
            flow.SentByPort,
            LoopTokens.Branch(branch),
            rport: flow.Protocol == TransportProtocol.Udp
        );

    /// <summary>The first route when it is a strict router; null when it is a loose one or there is none.</summary>
    private SipUri? Strict() => !RouteSet.IsEmpty && RouteUri(RouteSet[0]) is { } first && !first.HasParameter("lr") ? first : null;

    private static SipUri? RouteUri(string route) => NameAddress.TryParse(route, out var address) ? address.Uri : null;
}
