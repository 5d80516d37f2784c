using System.Globalization;
using System.Text;
using Ponte.Server.Trace;
using Ponte.Sip.Messages;

namespace Ponte.Server.Ladder;

/// <summary>A message in a few words: <c>INVITE (SDP)</c>, <c>180 Ringing (INVITE)</c>.</summary>
internal static class MessageSummary
{
    private static readonly string[] Directions = ["inactive", "sendonly", "recvonly"];

    /// <summary>The words.</summary>
    public static string Of(TracedMessage traced)
    {
        if (!SipParser.TryParse(traced.Bytes, SipLimits.Default, out var message, out _))
        {
            return FirstLine(traced.Bytes.Span);
        }
        var sdp = SdpWord(message!);
        if (message is SipResponse response)
        {
            var about = sdp.Length == 0 ? response.CSeq.MethodName : $"{response.CSeq.MethodName}, {sdp}";
            return string.Create(CultureInfo.InvariantCulture, $"{response.StatusCode} {response.ReasonPhrase} ({about})");
        }
        var request = (SipRequest)message!;
        var name = request.Method == SipMethod.Invite && request.ToTag.Length > 0 ? "re-INVITE" : request.MethodName;
        return sdp.Length == 0 ? name : $"{name} ({sdp})";
    }

    private static string SdpWord(SipMessage message)
    {
        if (message.Body.IsEmpty || !string.Equals(message.ContentType, "application/sdp", StringComparison.Ordinal))
        {
            return "";
        }
        var body = Encoding.UTF8.GetString(message.Body.Span);
        var direction = Directions.FirstOrDefault(d => body.Contains("\na=" + d, StringComparison.Ordinal));
        return direction is null ? "SDP" : $"SDP {direction}";
    }

    private static string FirstLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        return string.Concat(line.Where(c => !char.IsControl(c)).Take(60));
    }
}
