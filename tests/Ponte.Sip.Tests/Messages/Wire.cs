using System.Text;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Messages;

/// <summary>Messages for tests: lines are written with \n and get CRLF.</summary>
internal static class Wire
{
    public static byte[] Bytes(string text) =>
        Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));

    /// <summary>A message that must parse.</summary>
    public static SipMessage Parse(string text) => Parse(Bytes(text));

    public static SipMessage Parse(byte[] bytes)
    {
        SipParser.TryParse(bytes, SipLimits.Default, out var message, out var error).Should().BeTrue($"{error.Reason} at {error.Offset}");
        return message!;
    }

    public static SipRequest Request(string text) => Parse(text).Should().BeOfType<SipRequest>().Subject;

    public static SipResponse Response(string text) => Parse(text).Should().BeOfType<SipResponse>().Subject;

    /// <summary>A message that must be refused.</summary>
    public static SipParseError Refused(string text) => Refused(Bytes(text));

    public static SipParseError Refused(byte[] bytes)
    {
        SipParser.TryParse(bytes, SipLimits.Default, out var message, out var error).Should().BeFalse();
        message.Should().BeNull();
        return error;
    }
}
