using System.Collections.Immutable;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>What a peer remembers of a dialog (RFC 3261 section 12).</summary>
internal sealed class Dialog
{
    public required string CallId { get; init; }

    public required string LocalTag { get; init; }

    public string RemoteTag { get; set; } = "";

    /// <summary>Our side as From of our requests, with its tag.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>The peer's side as To of our requests, with its tag once it has one.</summary>
    public required string RemoteAddress { get; set; }

    /// <summary>The peer's Contact URI, byte for byte.</summary>
    public string RemoteTarget { get; set; } = "";

    /// <summary>The values of Route for our requests.</summary>
    public ImmutableArray<string> Routes { get; set; } = [];

    /// <summary>Our Contact URI in this dialog.</summary>
    public string LocalTarget { get; set; } = "";

    /// <summary>The Record-Route value that we put in; empty for none.</summary>
    public string LocalRoute { get; set; } = "";

    public uint LocalSequence { get; set; }

    public uint? RemoteSequence { get; set; }

    /// <summary>Takes tag, target and route set from the peer's answer to our INVITE.</summary>
    public void Learn(SipResponse response)
    {
        RemoteTag = response.ToTag;
        RemoteAddress = response.Headers.First(HeaderName.To) ?? RemoteAddress;
        RemoteTarget = response.Headers.Addresses(HeaderName.Contact) is [var contact, ..] ? contact.UriText : RemoteTarget;
        // Our own proxy's entry, which comes back in the answer, is not a hop of ours.
        Routes = [.. response.Headers.Values(HeaderName.RecordRoute).Reverse().Where(r => !r.Equals(LocalRoute, StringComparison.Ordinal))];
    }

    /// <summary>Takes target and route set from the peer's INVITE.</summary>
    public static Dialog Of(SipRequest invite, string localTag) =>
        new()
        {
            CallId = invite.CallId,
            LocalTag = localTag,
            RemoteTag = invite.FromTag,
            LocalAddress = (invite.To?.WithTag(localTag)) ?? "",
            RemoteAddress = invite.Headers.First(HeaderName.From) ?? "",
            RemoteTarget = invite.Headers.Addresses(HeaderName.Contact) is [var contact, ..] ? contact.UriText : "",
            Routes = [.. invite.Headers.Values(HeaderName.RecordRoute)],
            RemoteSequence = invite.CSeq.Number,
        };
}
