using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Microsoft;

public static partial class MicrosoftRules
{
    private const string Fragment = "message/sipfrag;version=2.0";

    /// <summary>Finds the transfer that an INVITE belongs to: by Request-URI and Referred-By, both to the last character (section 13).</summary>
    /// <param name="invite">The request.</param>
    /// <param name="pending">The transfers whose INVITE has not come yet.</param>
    public static ReferVerdict CheckReferred(SipRequest invite, IReadOnlyList<ReferData> pending)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(pending);
        var uri = invite.RequestUriText;
        var by = invite.Headers.First(HeaderName.ReferredBy);
        if (pending.FirstOrDefault(p => IsSame(p.Target, uri) && IsSame(p.ReferredBy, by)) is { } exact)
        {
            return new ReferVerdict(exact, null);
        }
        if (pending.FirstOrDefault(p => IsSame(p.ReferredBy, by)) is { } moved)
        {
            return new ReferVerdict(moved, MicrosoftRefusals.Malformed($"the Request-URI {uri} is not {moved.Target} of Refer-To"));
        }
        if (pending.FirstOrDefault(p => IsSame(p.Target, uri)) is { } alone)
        {
            return new ReferVerdict(
                alone,
                by is null ? MicrosoftRefusals.NotCorrelated : MicrosoftRefusals.Malformed($"Referred-By was altered: {by}")
            );
        }
        // Only a Refer-To has no user part, and this one is nobody's, or no longer.
        return new ReferVerdict(null, invite.RequestUri is { User.Length: 0 } ? MicrosoftRefusals.NotCorrelated : null);
    }

    /// <summary>What is wrong with the INVITE of a transfer beyond what makes Microsoft refuse it.</summary>
    /// <param name="invite">The request.</param>
    /// <param name="outside">The number of the party that stays.</param>
    /// <param name="callId">The Call-ID of the call that is transferred.</param>
    public static ImmutableArray<string> CheckReferredCall(SipRequest invite, string outside, string callId)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var faults = ImmutableArray.CreateBuilder<string>();
        if (invite.From?.Uri?.UserText is var from && !IsSame(outside, from))
        {
            faults.Add($"From is {from}, not {outside}, the party that stays");
        }
        if (IsSame(callId, invite.CallId))
        {
            faults.Add("it has the Call-ID of the call that is transferred");
        }
        if (
            SessionDescription.TryParse(invite.Body.Span, SdpLimits.Default, out var offer, out _)
            && offer.Media.FirstOrDefault(m => m.Media is "audio") is { } audio
            && offer.DirectionOf(audio) != AudioDirection.SendReceive
        )
        {
            faults.Add("its offer is not sendrecv");
        }
        return faults.ToImmutable();
    }

    /// <summary>Judges a NOTIFY of a transfer (section 13, RFC 3515 section 2.4).</summary>
    /// <param name="notify">The request.</param>
    /// <param name="refer">The CSeq number of the REFER.</param>
    /// <param name="needsId">Whether there was another REFER in this dialog before, so that the event must say which one is meant.</param>
    /// <param name="before">What earlier NOTIFYs said.</param>
    public static NotifyVerdict CheckNotify(SipRequest notify, uint refer, bool needsId, IReadOnlyList<int> before)
    {
        ArgumentNullException.ThrowIfNull(notify);
        ArgumentNullException.ThrowIfNull(before);
        var faults = ImmutableArray.CreateBuilder<string>();
        void Expect(bool right, string fault)
        {
            if (!right)
            {
                faults.Add(fault);
            }
        }

        var status = StatusOf(notify.Body.Span);
        Expect(status >= 100, "its body does not begin with a status line");
        var type = Words(notify.Headers.First(HeaderName.ContentType));
        Expect(type is Fragment, $"its Content-Type is \"{type}\", not {Fragment}");
        var which = Words(notify.Headers.First(HeaderName.Event));
        var withId = string.Create(CultureInfo.InvariantCulture, $"refer;id={refer}");
        Expect(
            IsSame(which, withId) || (which is "refer" && !needsId),
            $"its Event is \"{which}\", not {(needsId ? "" : "refer or ")}{withId}"
        );
        var state = Words(notify.Headers.First(HeaderName.SubscriptionState));
        if (status >= 200)
        {
            Expect(state is "terminated;reason=noresource", $"the last one's Subscription-State is \"{state}\"");
        }
        else
        {
            Expect(state.Split(';')[0] is "active", $"its Subscription-State is \"{state}\", not active");
        }
        Expect(before.Count > 0 || status == 100, $"the first one says {status}, not 100");
        Expect(!before.Any(s => s >= 200), "it comes after the last one");
        return new NotifyVerdict(status, faults.ToImmutable());
    }

    private static bool IsSame(string one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

    /// <summary>A header's value without spaces and capitals.</summary>
    private static string Words(string? value) => (value ?? "").Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static int StatusOf(ReadOnlySpan<byte> body)
    {
        var line = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]).Split('\r', '\n')[0];
        return
            line.Split(' ') is ["SIP/2.0", var number, ..]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 100 and < 700
            ? status
            : 0;
    }
}
