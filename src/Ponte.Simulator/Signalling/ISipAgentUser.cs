using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>Told on the loop of what the agent cannot decide.</summary>
internal interface ISipAgentUser
{
    /// <summary>A new request, also a stray ACK (whose exchange takes no response).</summary>
    void OnRequest(ServerExchange exchange);

    /// <summary>A CANCEL for an INVITE that is not answered yet; its 200 is the user's to send.</summary>
    void OnCancel(ServerExchange cancel, ServerExchange invite);

    /// <summary>A response that belongs to nothing, such as a repeated or forked 2xx.</summary>
    void OnStrayResponse(SipResponse response, Wire wire);

    /// <summary>The response of an exchange came on another wire than its request went out on.</summary>
    void OnCrossedResponse(ClientExchange exchange, SipResponse response, Wire wire);

    void OnMalformed(Wire wire, string reason);

    void OnClosed(Wire wire, string reason);

    void OnKeepAlive(Wire wire);
}
