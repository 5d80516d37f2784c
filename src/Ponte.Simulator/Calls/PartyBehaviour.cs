namespace Ponte.Simulator.Calls;

/// <summary>What a simulated party does with a call by itself.</summary>
public sealed record PartyBehaviour
{
    /// <summary>Rings, and waits for its script.</summary>
    public static PartyBehaviour Manual { get; } = new();

    /// <summary>Whether a 180 is sent at once.</summary>
    public bool Rings { get; init; } = true;

    /// <summary>Refuses at once; null does not.</summary>
    public CallRefusal? Refusal { get; init; }

    /// <summary>Plays early media of this tone at once (183 with a description); null does not.</summary>
    public int? EarlyFrequency { get; init; }

    /// <summary>Answers by itself after this time; null never.</summary>
    public TimeSpan? AnswerAfter { get; init; }

    /// <summary>The tone in Hz played after the answer; 0 for silence.</summary>
    public int Frequency { get; init; }

    /// <summary>Hangs up so long after its own answer; null never.</summary>
    public TimeSpan? HangUpAfter { get; init; }

    /// <summary>Refuses with 486.</summary>
    public static PartyBehaviour Busy { get; } = new() { Refusal = new CallRefusal(486, "Busy Here") };

    /// <summary>Answers by itself and plays a tone.</summary>
    public static PartyBehaviour Answers(int frequency, TimeSpan after) => new() { AnswerAfter = after, Frequency = frequency };
}
