using Ponte.Sip.Sdp;

namespace Ponte.Calls.Live;

/// <summary>Reads the bodies of SIP messages as session descriptions.</summary>
internal static class SdpText
{
    // The defaults of the room that owns the parser hold here too.
    private static readonly SdpLimits Limits = new();

    /// <summary>The description, or why it is none.</summary>
    public static (SessionDescription? Description, string Fault) Read(ReadOnlyMemory<byte> body) =>
        SessionDescription.TryParse(body.Span, Limits, out var description, out var error)
            ? (description, "")
            : (null, $"SDP at byte {error.Offset}: {error.Reason}");
}
