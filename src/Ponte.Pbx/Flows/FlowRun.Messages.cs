using Ponte.Pbx.Document;

namespace Ponte.Pbx.Flows;

/// <content>Messages and mails.</content>
public sealed partial class FlowRun
{
    private TakenMessage? _message;

    private FlowAction Taken(RecordStep record, MessageTaken taken, DateTimeOffset now)
    {
        _message = taken.Message is { } message ? new TakenMessage(record.Box, message) : _message;
        return Left(taken.Outcome, taken.Outcome, now);
    }

    private FlowSendMail Mail(MailStep mail) =>
        new(mail.To, _texts.Fill(mail.Subject), _texts.Fill(mail.Text), mail.Attach ? _message : null);

    private FlowAction Mailed(string outcome, DateTimeOffset now) => Left(outcome, outcome, now);
}
