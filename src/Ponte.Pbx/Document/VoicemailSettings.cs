namespace Ponte.Pbx.Document;

/// <summary>A box for messages: the part <c>voicemail</c> of a user, or a mailbox of the section <c>mailboxes</c>.</summary>
public sealed record VoicemailSettings
{
    /// <summary>With which the box is listened to, until its owner sets another one by phone; null for none.</summary>
    public SecretReference? Pin { get; init; }

    /// <summary>Where messages are mailed to; empty for nowhere.</summary>
    public ValueList<string> Mail { get; init; } = [];

    /// <summary>Whether a message that is mailed is deleted from the box.</summary>
    public bool DeleteMailed { get; init; }

    /// <summary>How long a message may be.</summary>
    public TimeSpan MaxLength { get; init; } = DefaultMaxLength;

    /// <summary>How much silence ends a message.</summary>
    public TimeSpan Silence { get; init; } = DefaultSilence;

    /// <summary>How many messages it takes.</summary>
    public int MaxMessages { get; init; } = DefaultMaxMessages;

    /// <summary>How many days a message is kept; null: until somebody deletes it.</summary>
    public int? KeepDays { get; init; } = DefaultKeepDays;

    /// <summary>The prompt that greets callers where no greeting was recorded by phone; empty for the one that comes with Ponte.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>The language of greeting and menu; empty for the company's.</summary>
    public string Language { get; init; } = "";

    /// <summary>As long as a caller has something to say.</summary>
    public static readonly TimeSpan DefaultMaxLength = TimeSpan.FromMinutes(3);

    /// <summary>Longer than anybody thinks between two sentences.</summary>
    public static readonly TimeSpan DefaultSilence = TimeSpan.FromSeconds(6);

    /// <summary>More are not listened to any more.</summary>
    public const int DefaultMaxMessages = 100;

    /// <summary>A month.</summary>
    public const int DefaultKeepDays = 30;
}
