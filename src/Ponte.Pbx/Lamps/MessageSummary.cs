using System.Globalization;
using System.Text;

namespace Ponte.Pbx.Lamps;

/// <summary>Writes the document of the message-summary event package (RFC 3842 section 5).</summary>
public static class MessageSummary
{
    /// <summary>The event package.</summary>
    public const string Package = "message-summary";

    /// <summary>Its media type.</summary>
    public const string ContentType = "application/simple-message-summary";

    /// <summary>The whole state of one mailbox.</summary>
    /// <param name="account">The mailbox: a SIP URI to call.</param>
    /// <param name="count">Its voice messages.</param>
    public static byte[] Write(string account, MessageCount count) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Messages-Waiting: {(count.New > 0 ? "yes" : "no")}\r\nMessage-Account: {account}\r\nVoice-Message: {count.New}/{count.Old} (0/0)\r\n"
            )
        );
}
