using System.Net;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Trace;
using Ponte.Sip.Transports;

namespace Ponte.Server.Api;

/// <summary>Traced messages on their way through the API.</summary>
internal static class MessageCodec
{
    /// <summary>For the reply.</summary>
    public static MessageReply ToReply(TracedMessage message) =>
        new(
            message.At,
            message.IsSent,
            message.Protocol.ViaName(),
            message.Local.ToString(),
            message.Remote.ToString(),
            message.SipCallId,
            message.Bytes.ToArray()
        );

    /// <summary>From the reply.</summary>
    public static TracedMessage Of(MessageReply reply)
    {
        _ = TransportProtocols.TryParse(reply.Protocol, out var protocol);
        return new TracedMessage(
            reply.At,
            reply.IsSent,
            protocol,
            IPEndPoint.Parse(reply.Local),
            IPEndPoint.Parse(reply.Remote),
            reply.SipCallId,
            reply.Bytes
        );
    }
}
