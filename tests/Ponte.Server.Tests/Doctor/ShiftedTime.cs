namespace Ponte.Server.Tests.Doctor;

/// <summary>The system's time, ahead by as much as the test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _aheadTicks;

    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref _aheadTicks));
        set => Interlocked.Exchange(ref _aheadTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
}
