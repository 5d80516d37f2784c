namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads boxes for messages: the part <c>voicemail</c> of a user, and the section <c>mailboxes</c>.</summary>
internal sealed class VoicemailReader(SecretReader secrets, IReadOnlyList<PromptSettings> prompts)
{
    private const int MaxDays = 3650;
    private const int MaxMessages = 1000;
    private const string MailMend = "give an address, or a list of them";
    private static readonly TimeSpan MinLength = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxLength = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MinSilence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);
    private readonly PromptNames _prompts = new(prompts);

    /// <summary>The box of a user; null for none.</summary>
    /// <param name="user">The user's fields.</param>
    /// <param name="upn">The user's name in Teams, to which <c>mail: true</c> sends; empty for none.</param>
    public VoicemailSettings? ReadUser(FieldReader user, string upn)
    {
        if (user.Map("voicemail", "give for instance { pin: \"4711\", mail: true }, or {}") is not { } fields)
        {
            return null;
        }
        var isOwnMail = fields.Take("mail") is { Kind: YamlKind.Scalar, Text: "true" };
        if (isOwnMail && upn.Length == 0)
        {
            fields.Complain("mail", fields.Take("mail")!, "true is the address of teams.upn, and the user has none; give an address");
        }
        var settings = Read(fields, isOwnMail ? (upn.Length > 0 ? [upn] : []) : ReadMail(fields));
        fields.End();
        return settings;
    }

    /// <summary>The section <c>mailboxes</c>.</summary>
    public List<MailboxSettings> ReadSection(FieldReader root, IReadOnlyList<UserSettings> users, CrossChecks cross)
    {
        var boxes = new List<MailboxSettings>();
        foreach (
            var (id, fields) in root.Children("mailboxes", "give at least a name: { name: Sales, extension: \"300\", users: [mrossi] }")
        )
        {
            cross.Name(id, fields.Path);
            if (users.Any(u => u.Id.Equals(id.Text, StringComparison.Ordinal)))
            {
                root.Complain($"mailboxes.{id.Text}", id, $"{id.Text} is a user, whose own box has that key; give another one");
            }
            var box = new MailboxSettings
            {
                Id = id.Text,
                Name = fields.RequiredText("name", "give the name that others see", Checks.Length(100)),
                Extension = fields.Text("extension", Checks.Extension) ?? "",
                Users = fields.Texts("users", "give a list of keys of users", text => Complaint(text, users)),
                Voicemail = Read(fields, ReadMail(fields)),
            };
            fields.End();
            cross.Mailbox(box, fields);
            boxes.Add(box);
        }
        return boxes;
    }

    private static string? Complaint(string text, IReadOnlyList<UserSettings> users) =>
        users.Any(u => u.Id.Equals(text, StringComparison.Ordinal)) ? null
        : Nearest.To(text, users.Select(u => u.Id)) is { } near ? $"is no user; did you mean {near}?"
        : "is no user; give the key of one in the section users";

    private static ValueList<string> ReadMail(FieldReader fields) => fields.Texts("mail", MailMend, Checks.Mail);

    private VoicemailSettings Read(FieldReader fields, ValueList<string> mail)
    {
        var deletes = fields.Flag("deleteMailed") ?? false;
        if (deletes && mail.Count == 0)
        {
            fields.Complain(
                "deleteMailed",
                fields.Take("deleteMailed")!,
                "true would lose every message, because nothing is mailed; give mail"
            );
        }
        return new VoicemailSettings
        {
            Pin = secrets.Optional(fields, "pin", Checks.Pin),
            Mail = mail,
            DeleteMailed = deletes,
            MaxLength = fields.Duration("maxLength", MinLength, MaxLength, "give 10s to 15m") ?? VoicemailSettings.DefaultMaxLength,
            Silence = fields.Duration("silence", MinSilence, MaxSilence, "give 2s to 30s") ?? VoicemailSettings.DefaultSilence,
            MaxMessages = fields.Integer("maxMessages", 1, MaxMessages, $"give 1 to {MaxMessages}") ?? VoicemailSettings.DefaultMaxMessages,
            KeepDays = fields.IsOff("keepDays")
                ? null
                : fields.Integer("keepDays", 1, MaxDays, $"give 1 to {MaxDays} days, or off") ?? VoicemailSettings.DefaultKeepDays,
            Greeting = fields.Text("greeting", _prompts.Complaint) ?? "",
            Language = fields.Text("language", t => Words.Languages.ContainsKey(t) ? null : "is none of it, en") ?? "",
        };
    }
}
