namespace Ponte.Simulator.Microsoft;

/// <summary>What the call list of a Teams user says of a call.</summary>
public enum CallOutcome
{
    /// <summary>It was spoken.</summary>
    Answered,

    /// <summary>A call to the user that nobody took: the user is told of it.</summary>
    Missed,

    /// <summary>Another device of the user took it.</summary>
    CompletedElsewhere,

    /// <summary>The user refused it.</summary>
    Declined,

    /// <summary>The user was busy.</summary>
    Busy,

    /// <summary>Voicemail took it.</summary>
    Voicemail,

    /// <summary>A call of the user that came to nothing.</summary>
    Failed,
}
