using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>
/// A REFER of the peer inside a dialog: what it asks for, and the NOTIFYs that tell what becomes of it (RFC 3515, 3892, 4488).
/// Lives on the session's loop; the session must not move before it is concluded.
/// </summary>
/// <remarks>NOTIFYs go out in order and one at a time, so that a peer over UDP never sees them crossed.</remarks>
public sealed class Referral
{
    /// <summary>Longest Refer-To and Referred-By that are taken. Teams writes up to 400 characters into one.</summary>
    private const int MaximumLength = 4096;

    /// <summary>Intermediate NOTIFYs that may wait: a target that flutters tells nothing more by the next one.</summary>
    private const int MaximumQueue = 8;

    /// <summary>How long the subscription lasts if nothing ends it, in seconds: longer than anything rings.</summary>
    private const string Active = "active;expires=600";

    private const string Terminated = "terminated;reason=noresource";

    private readonly IncomingRequest _request;
    private readonly InviteSession _session;
    private readonly ImmutableArray<ExtraHeader> _event;
    private readonly Queue<Notice> _waiting = new();
    private bool _isSending;
    private bool _isGone;
    private int _told;

    private Referral(IncomingRequest request, InviteSession session, NameAddress referTo, ReplacesHeader? replaces)
    {
        _request = request;
        _session = session;
        ReferTo = referTo;
        Replaces = replaces;
        var text = referTo.UriText;
        var question = text.IndexOf('?', StringComparison.Ordinal);
        TargetUri = question < 0 ? text : text[..question];
        ReferredBy = request.Request.Headers.First(HeaderName.ReferredBy);
        // RFC 3515 2.4.6: "the first REFER in a dialog MAY" have an id, every later one must.
        var number = request.Request.CSeq.Number.ToString(CultureInfo.InvariantCulture);
        _event = [new ExtraHeader("Event", session.Referrals == 0 ? "refer" : $"refer;id={number}")];
        session.Referrals++;
        _isGone =
            request.Request.Headers.First(HeaderName.ReferSub)?.Trim().StartsWith("false", StringComparison.OrdinalIgnoreCase) == true;
        IsSilent = _isGone;
    }

    /// <summary>Where to, as an address; its text is that of the message.</summary>
    public NameAddress ReferTo { get; }

    /// <summary>The URI of Refer-To byte for byte, without the headers embedded in it: the Request-URI of what the peer asks for.</summary>
    public string TargetUri { get; }

    /// <summary>The dialog that the target is asked to replace, from the Replaces header inside Refer-To; null for a blind transfer.</summary>
    public ReplacesHeader? Replaces { get; }

    /// <summary>Referred-By byte for byte; null without.</summary>
    public string? ReferredBy { get; }

    /// <summary>Whether the peer wants no NOTIFYs (RFC 4488).</summary>
    public bool IsSilent { get; }

    /// <summary>Reads a REFER. What cannot be read is refused with 400 and gives null.</summary>
    public static Referral? Read(IncomingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var values = request.Request.Headers.All(HeaderName.ReferTo).ToList();
        if (
            request.Session is not { } session
            || values.Count != 1
            || !IsShort(request)
            || !NameAddress.TryParse(values[0], out var referTo)
        )
        {
            request.Respond(400, "Refer-To Missing Or Malformed");
            return null;
        }
        if (referTo.Uri is not { } uri || !(uri.IsSip || uri.Scheme.Equals("tel", StringComparison.Ordinal)) || !IsInvite(uri))
        {
            request.Respond(400, "Only Calls Can Be Referred");
            return null;
        }
        ReplacesHeader? replaces = null;
        if (uri.Header("Replaces") is { } text && !ReplacesHeader.TryParse(text, out replaces))
        {
            request.Respond(400, "Replaces Malformed");
            return null;
        }
        return new Referral(request, session, referTo, replaces);
    }

    /// <summary>Takes it on: 202, and a first NOTIFY with 100.</summary>
    public void Accept()
    {
        _request.Respond(202, headers: IsSilent ? [new ExtraHeader("Refer-Sub", "false")] : default);
        Tell(100);
    }

    /// <summary>Refuses it.</summary>
    public void Refuse(int status, string? reason = null) => _request.Respond(status, reason);

    /// <summary>Tells a provisional status of the target, once.</summary>
    public void Tell(int status)
    {
        if (status != _told && _waiting.Count < MaximumQueue)
        {
            _told = status;
            Send(new Notice(status, Active, null));
        }
    }

    /// <summary>Tells the final status; the peer hears no more of it.</summary>
    /// <param name="status">200 to 699.</param>
    /// <param name="told">Called when the peer has it, or will never have it.</param>
    public void Conclude(int status, Action told) => Send(new Notice(status, Terminated, told));

    private static bool IsShort(IncomingRequest request) =>
        request.Request.Headers.First(HeaderName.ReferTo)!.Length <= MaximumLength
        && (request.Request.Headers.First(HeaderName.ReferredBy)?.Length ?? 0) <= MaximumLength;

    private static bool IsInvite(SipUri uri) =>
        uri.Parameter("method") is not { } method || method.Equals("INVITE", StringComparison.Ordinal);

    private void Send(Notice notice)
    {
        if (_isGone)
        {
            notice.Told?.Invoke();
            return;
        }
        _waiting.Enqueue(notice);
        SendNext();
    }

    private void SendNext()
    {
        if (_isSending || !_waiting.TryDequeue(out var next))
        {
            return;
        }
        _isSending = true;
        var body = $"SIP/2.0 {next.Status.ToString(CultureInfo.InvariantCulture)} {ReasonPhrases.For(next.Status)}\r\n";
        _session.Request(
            SipMethod.Notify,
            [.. _event, new ExtraHeader("Subscription-State", next.State)],
            "message/sipfrag;version=2.0",
            Encoding.ASCII.GetBytes(body),
            result =>
            {
                _isSending = false;
                _isGone |= !result.IsSuccess; // RFC 6665 4.2.2: a NOTIFY that fails ends the subscription
                next.Told?.Invoke();
                while (_isGone && _waiting.TryDequeue(out var never))
                {
                    never.Told?.Invoke();
                }
                SendNext();
            }
        );
    }

    private readonly record struct Notice(int Status, string State, Action? Told);
}
