using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>Told on the loop of what comes in on wires.</summary>
internal interface IWireUser
{
    void OnMessage(Wire wire, SipMessage message);

    void OnMalformed(Wire wire, string reason);

    /// <summary>A CRLF came (RFC 5626 section 4.4.1).</summary>
    void OnKeepAlive(Wire wire);

    void OnClosed(Wire wire, string reason);
}
