namespace Ponte.Pbx.Voicemail;

/// <summary>What is to be said of a PIN.</summary>
public enum PinVerdict
{
    /// <summary>It is the box's.</summary>
    Right,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>There were too many wrong ones: for a while none is right.</summary>
    Locked,
}
