using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Mail;

namespace Ponte.Pbx.Voicemail;

/// <summary>The messages that the caller of a flow leaves, and the mails that the flow sends.</summary>
/// <param name="company">The company, as the call found it.</param>
/// <param name="caller">The caller, as others are shown it.</param>
/// <param name="voicemail">Keeps messages.</param>
/// <param name="outbox">Sends mails.</param>
internal sealed class FlowMessages(CompanySnapshot company, Party caller, IVoicemail voicemail, IMailOutbox outbox)
{
    private readonly List<MessageTaking> _takings = [];

    /// <summary>The caller leaves a message.</summary>
    public FlowRecord Record(FlowTakeMessage take, DateTimeOffset now)
    {
        var taking = new MessageTaking(company.MailboxOf(take.Box)!, caller, voicemail);
        _takings.Add(taking);
        return taking.Record(now);
    }

    /// <summary>Gives a mail to the outbox.</summary>
    public async ValueTask<FlowFound> SendAsync(FlowSendMail mail, CancellationToken cancellationToken)
    {
        var outgoing = new OutgoingMail([.. mail.To], mail.Subject, mail.Text);
        if (mail.Attached is { } attached)
        {
            if (await voicemail.SoundOfAsync(attached.Box, attached.Message, cancellationToken).ConfigureAwait(false) is not { } sound)
            {
                return new FlowFound(null, HasFailed: true);
            }
            outgoing = outgoing with { Attachments = [new MailAttachment(sound, "message.wav", "audio/wav")] };
        }
        var verdict = await outbox.EnqueueAsync(outgoing, cancellationToken).ConfigureAwait(false);
        return new FlowFound(null, HasFailed: verdict != MailVerdict.Kept);
    }

    /// <summary>The caller is gone.</summary>
    public void End() => _takings.ForEach(t => t.End());
}
