namespace Ponte.Pbx.Lamps;

/// <summary>How far a user is in one call. In the order of what shows: of several the highest.</summary>
public enum LampState
{
    /// <summary>The user's call is on its way, or a device of the user's is being reached.</summary>
    Trying = 0,

    /// <summary>The user's devices ring, or the party that the user calls does.</summary>
    Ringing = 1,

    /// <summary>The user put the call on hold.</summary>
    Held = 2,

    /// <summary>The user talks.</summary>
    Talking = 3,
}
