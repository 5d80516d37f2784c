using Ponte.Pbx.Document;

namespace Ponte.Pbx.Voicemail;

/// <summary>A box for messages, of a user or of the section <c>mailboxes</c>, with its defaults filled in.</summary>
/// <param name="Id">The key of the user, or of the mailbox.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Number">The number that callers know it by; empty for none.</param>
/// <param name="Language">The language of greeting and menu.</param>
/// <param name="Users">The users whose box it is.</param>
/// <param name="Settings">How it is used.</param>
public sealed record Mailbox(string Id, string Name, string Number, string Language, ValueList<string> Users, VoicemailSettings Settings)
{
    /// <summary>A user's own box; null where the user has none here.</summary>
    public static Mailbox? Of(UserSettings user, CompanySettings company)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(company);
        return user.Voicemail is { } settings
            ? new Mailbox(
                user.Id,
                user.Name,
                user.Extension.Length > 0 ? user.Extension : user.Number,
                settings.Language.Length > 0 ? settings.Language : company.Language,
                [user.Id],
                // Whoever has a PIN for calls need not have another one.
                settings.Pin
                    is null
                    ? settings with
                    {
                        Pin = user.Pin,
                    }
                    : settings
            )
            : null;
    }

    /// <summary>The box of a key; null where there is none.</summary>
    /// <param name="key">The key of a user or of a mailbox.</param>
    /// <param name="document">The company document.</param>
    public static Mailbox? Of(string key, CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Users.FirstOrDefault(u => u.Id.Equals(key, StringComparison.Ordinal)) is { } user ? Of(user, document.Company)
            : document.Mailboxes.FirstOrDefault(b => b.Id.Equals(key, StringComparison.Ordinal)) is { } box ? Of(box, document.Company)
            : null;
    }

    /// <summary>All boxes of a document.</summary>
    public static IEnumerable<Mailbox> AllOf(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document
            .Users.Select(u => Of(u, document.Company))
            .OfType<Mailbox>()
            .Concat(document.Mailboxes.Select(b => Of(b, document.Company)));
    }

    /// <summary>A box of the section <c>mailboxes</c>.</summary>
    public static Mailbox Of(MailboxSettings box, CompanySettings company)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(company);
        var language = box.Voicemail.Language.Length > 0 ? box.Voicemail.Language : company.Language;
        return new Mailbox(box.Id, box.Name, box.Extension, language, box.Users, box.Voicemail);
    }
}
