namespace Ponte.Calls.Model;

/// <summary>Who made a call. Stored: append only.</summary>
public enum CallOrigin
{
    /// <summary>A party called us.</summary>
    Party = 0,

    /// <summary>We did, because somebody dialled on a screen.</summary>
    Dial = 1,

    /// <summary>We did, because a party that was wanted is free.</summary>
    CallBack = 2,

    /// <summary>Nobody: it is a room, or we rang somebody for a conference.</summary>
    Conference = 3,
}
