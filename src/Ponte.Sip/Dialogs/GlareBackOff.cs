namespace Ponte.Sip.Dialogs;

/// <summary>How long to wait after a 491 (RFC 3261 14.1).</summary>
internal static class GlareBackOff
{
    /// <summary>
    /// The owner of the Call-ID waits 2.1 to 4 s, the other up to 2 s, in units of 10 ms, so that the two do not collide again. Never 0: what
    /// waits is sent by a timer.
    /// </summary>
    /// <param name="ownsCallId">Whether we made the Call-ID.</param>
    /// <param name="random">A number of which any value is as likely as another.</param>
    public static TimeSpan Delay(bool ownsCallId, ulong random) =>
        ownsCallId ? TimeSpan.FromMilliseconds(2100 + (10 * (random % 191))) : TimeSpan.FromMilliseconds(10 * (1 + (random % 200)));
}
