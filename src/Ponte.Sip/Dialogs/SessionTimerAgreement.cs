namespace Ponte.Sip.Dialogs;

/// <summary>What two sides agreed on: an interval, and whether we refresh or the peer does.</summary>
/// <param name="Interval">The session interval.</param>
/// <param name="WeRefresh">Whether it is on us to refresh.</param>
public readonly record struct SessionTimerAgreement(TimeSpan Interval, bool WeRefresh);
