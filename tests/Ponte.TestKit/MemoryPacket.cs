using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.TestKit;

/// <summary>A message on its way through a <see cref="MemoryNetwork"/>.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="From">The name of the transport that sent it.</param>
/// <param name="Flow">The flow on the sender's side.</param>
/// <param name="Message">The message.</param>
public sealed record MemoryPacket(Instant At, string From, SipFlow Flow, SipMessage Message)
{
    /// <summary>Whether the network lost it.</summary>
    public bool IsLost { get; internal set; }

    /// <summary>The first line, such as <c>INVITE sip:bob@example.com SIP/2.0</c>.</summary>
    public string StartLine
    {
        get
        {
            var text = Message.ToString();
            return text[..text.IndexOf('\r', StringComparison.Ordinal)];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {Flow.Remote}{(IsLost ? " (lost)" : "")}: {StartLine}";
}
