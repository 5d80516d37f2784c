namespace Ponte.Pbx.Document.Writing;

/// <content>The parts <c>voicemail</c> and the section <c>mailboxes</c>.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode Mailbox(MailboxSettings box) =>
        Voicemail(CanonicalNode.Mapping().With("name", box.Name).With("extension", box.Extension).With("users", box.Users), box.Voicemail);

    private static CanonicalNode Voicemail(CanonicalNode node, VoicemailSettings voicemail)
    {
        if (voicemail.Pin is { } pin)
        {
            node.With("pin", pin);
        }
        return node.With("mail", voicemail.Mail)
            .With("deleteMailed", Flag(voicemail.DeleteMailed))
            .With("maxLength", Duration(voicemail.MaxLength, VoicemailSettings.DefaultMaxLength))
            .With("silence", Duration(voicemail.Silence, VoicemailSettings.DefaultSilence))
            .With("maxMessages", voicemail.MaxMessages == VoicemailSettings.DefaultMaxMessages ? "" : Number(voicemail.MaxMessages))
            .With(
                "keepDays",
                voicemail.KeepDays switch
                {
                    null => "off",
                    VoicemailSettings.DefaultKeepDays => "",
                    var days => Number(days),
                }
            )
            .With("greeting", voicemail.Greeting)
            .With("language", voicemail.Language);
    }
}
