using System.Globalization;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>One message that a simulated side sent or received.</summary>
/// <param name="At">When.</param>
/// <param name="Sent">Whether the simulator sent it.</param>
/// <param name="Path">The wire, in words.</param>
/// <param name="Message">The message.</param>
public sealed record LoggedMessage(DateTimeOffset At, bool Sent, string Path, SipMessage Message)
{
    /// <summary>Time, way and first line.</summary>
    public string Summary
    {
        get
        {
            var text = Message.ToString();
            var end = text.IndexOf('\r', StringComparison.Ordinal);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{At:HH:mm:ss.fff} {(Sent ? "sent" : "got ")} {Path}  {text[..Math.Max(0, end)]}"
            );
        }
    }
}
