namespace Ponte.Simulator.Microsoft;

/// <summary>What a Teams user, and Teams for the user, does with calls.</summary>
public sealed record TeamsBehaviour
{
    /// <summary>How many devices ring, each with a To tag of its own. None: the user is signed out.</summary>
    public int Devices { get; init; } = 1;

    /// <summary>Whether a device sends a 183 with a description and then no sound, on a tag of its own.</summary>
    public bool SilentProgress { get; init; }

    /// <summary>Whether the answer comes on a To tag that no earlier response had.</summary>
    public bool AnswersOnNewTag { get; init; } = true;

    /// <summary>Answers by itself after this time; null never.</summary>
    public TimeSpan? AnswerAfter { get; init; }

    /// <summary>The tone in Hz played after an answer; 0 for silence.</summary>
    public int Frequency { get; init; }

    /// <summary>Busy on busy.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Refuses at once.</summary>
    public bool Declines { get; init; }

    /// <summary>All calls go on to this telephone number, by a new INVITE to the SBC; empty does not forward.</summary>
    public string ForwardTo { get; init; } = "";

    /// <summary>This telephone number rings too, by a new INVITE to the SBC; empty: none does.</summary>
    public string RingsToo { get; init; } = "";

    /// <summary>Whether an answer crosses Ponte's CANCEL.</summary>
    public bool AnswersOnCancel { get; init; }

    /// <summary>Media bypass: the user's clients send media to the SBC directly, found by ICE, and refuse an SBC without it.</summary>
    public bool Bypass { get; init; }

    /// <summary>With <see cref="Bypass"/>: further clients that ring, describe themselves in a 183 each, check and nominate, and are not answered.</summary>
    public int OtherClients { get; init; } = 1;

    /// <summary>With <see cref="Bypass"/>: whether the client nominates before the answer, not after it.</summary>
    public bool NominatesEarly { get; init; }

    /// <summary>Voicemail answers after this time, and at once while nobody is signed in; null never.</summary>
    public TimeSpan? VoicemailAfter { get; init; }

    /// <summary>The tone in Hz of the voicemail's greeting.</summary>
    public int VoicemailFrequency { get; init; } = 350;
}
