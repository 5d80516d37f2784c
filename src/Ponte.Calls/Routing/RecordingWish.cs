namespace Ponte.Calls.Routing;

/// <summary>What somebody wants of the recording of a call.</summary>
public enum RecordingWish
{
    /// <summary>Record from now on.</summary>
    Start,

    /// <summary>Record no more.</summary>
    Stop,

    /// <summary>Leave out what is said now.</summary>
    Pause,

    /// <summary>Go on after a pause.</summary>
    Resume,
}
