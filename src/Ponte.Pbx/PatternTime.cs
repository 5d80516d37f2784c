namespace Ponte.Pbx;

/// <summary>The time-out of patterns.</summary>
internal static class PatternTime
{
    /// <summary>
    /// None: a time-out counts the time of the wall and strikes a busy machine, not a bad text. So a pattern must need no more steps than its text,
    /// whose length is limited, has characters: no repetition of what itself can be matched in two ways.
    /// </summary>
    public const int Unlimited = Timeout.Infinite;
}
