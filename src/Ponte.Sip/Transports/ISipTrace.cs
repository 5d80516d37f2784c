namespace Ponte.Sip.Transports;

/// <summary>Is shown every message that is sent and received, byte for byte. Messages carry personal data: handle with care.</summary>
public interface ISipTrace
{
    /// <summary>Takes one message. Called on transport and loop threads; must neither block nor throw.</summary>
    /// <param name="sent">Whether we sent it.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="message">The message; the memory stays valid and unchanged.</param>
    /// <param name="at">The wall-clock time, for people.</param>
    void Trace(bool sent, SipFlow flow, ReadOnlyMemory<byte> message, DateTimeOffset at);
}
