using Ponte.Pbx.Company;
using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.Voicemail;

/// <summary>Lets the message lamps of users show what waits in their boxes, their own and those that they share. From any thread.</summary>
public sealed class MessageLamps
{
    private readonly CompanyInForce _company;
    private readonly IVoicemail _voicemail;
    private readonly MessageBoard _board;
    private readonly Lock _one = new();

    /// <summary>Creates it; it listens to the boxes from now on.</summary>
    public MessageLamps(CompanyInForce company, IVoicemail voicemail, MessageBoard board)
    {
        ArgumentNullException.ThrowIfNull(voicemail);
        (_company, _voicemail, _board) = (company, voicemail, board);
        voicemail.Changed += Show;
    }

    /// <summary>Shows all boxes anew: at the start, and with a new document.</summary>
    public void ShowAll()
    {
        if (_company.Snapshot is { } company)
        {
            foreach (var user in company.Document.Users)
            {
                Show(company, user.Id);
            }
        }
    }

    private void Show(string box)
    {
        if (_company.Snapshot is { } company && company.MailboxOf(box) is { } changed)
        {
            foreach (var user in changed.Users)
            {
                Show(company, user);
            }
        }
    }

    private void Show(CompanySnapshot company, string user)
    {
        // In turn: of two changes at once the later one is counted last.
        lock (_one)
        {
            var messages = company
                .Mailboxes.Where(b => b.Users.Contains(user, StringComparer.Ordinal))
                .SelectMany(b => _voicemail.MessagesOf(b.Id))
                .ToList();
            var count = new MessageCount(messages.Count(m => !m.IsHeard), messages.Count(m => m.IsHeard));
            if (_board.Of(user) != count)
            {
                _board.Set(user, count);
            }
        }
    }
}
