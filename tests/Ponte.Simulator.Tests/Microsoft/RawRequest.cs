using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>A request of Microsoft that came to a <see cref="RawPeer"/>.</summary>
internal sealed record RawRequest(SipRequest Request, RawSbc On, int Port)
{
    public SipHeaders Headers => Request.Headers;

    public string Body => System.Text.Encoding.UTF8.GetString(Request.Body.Span);

    public Task AnswerAsync(int status, string phrase) => On.SendAsync(RawMessages.Response(Request, status, phrase, Port));

    /// <summary>Takes an INVITE, with a description of this version and direction.</summary>
    public Task AcceptAsync(int version = 1, string direction = "sendrecv") =>
        On.SendAsync(RawMessages.Answer(Request, Port, version, direction));
}
