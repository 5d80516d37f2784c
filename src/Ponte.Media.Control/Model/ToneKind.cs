namespace Ponte.Media.Control.Model;

/// <summary>Call progress tones (ITU-T E.180 supplement 2; cadence and frequency by country).</summary>
public enum ToneKind : byte
{
    /// <summary>The called party is being rung.</summary>
    Ringback = 1,

    /// <summary>The called party is busy.</summary>
    Busy = 2,

    /// <summary>The network cannot carry the call.</summary>
    Congestion = 3,

    /// <summary>The call waits on hold.</summary>
    Hold = 4,

    /// <summary>A steady 1,000 Hz or other test tone; <see cref="Commands.PlayTone.Frequency"/> says which.</summary>
    Test = 5,
}
