namespace Ponte.Pbx.Document;

/// <summary>What a short code does.</summary>
public enum ShortCodeFunction
{
    /// <summary>Answers a call that rings at the given extension, or in one of the own groups.</summary>
    PickUp,

    /// <summary>Parks the caller's own call in the given place.</summary>
    Park,

    /// <summary>Takes the call from the given parking place.</summary>
    Retrieve,

    /// <summary>Takes the caller's own call over from the other device or from Teams.</summary>
    TakeOver,

    /// <summary>Do not disturb, on and off.</summary>
    DoNotDisturb,

    /// <summary>Forwards every call to the given number; off.</summary>
    ForwardAlways,

    /// <summary>Forwards when busy; off.</summary>
    ForwardBusy,

    /// <summary>Forwards when nobody answers; off.</summary>
    ForwardNoAnswer,

    /// <summary>Forwards when nothing can be reached; off.</summary>
    ForwardUnreachable,

    /// <summary>Opens a calendar that is closed, and closes one that is open, by hand; off: lets it follow its hours.</summary>
    DayNight,

    /// <summary>Withholds the own number for the call to the given number.</summary>
    HideNumber,

    /// <summary>Shows the own number for the call to the given number.</summary>
    ShowNumber,

    /// <summary>Calls the given number with the rights of the person whose PIN is given.</summary>
    Pin,

    /// <summary>Calls the caller back when the user is free whom it called last in vain; off.</summary>
    CallBack,

    /// <summary>Makes one conference of the caller's calls.</summary>
    Confer,

    /// <summary>Listens to the own box, or to the one of the given number.</summary>
    Voicemail,
}
