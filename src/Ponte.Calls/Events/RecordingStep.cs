namespace Ponte.Calls.Events;

/// <summary>What became of the recording of a call. Stored by name: append only.</summary>
public enum RecordingStep
{
    /// <summary>Both parties are recorded from now on.</summary>
    Started,

    /// <summary>What is said now is left out.</summary>
    Paused,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It broke off: the disk is full, the media refused … The call goes on.</summary>
    Failed,

    /// <summary>It was not begun: the announcement was not played to its end, there is no place …</summary>
    Refused,
}
