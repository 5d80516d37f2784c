namespace Ponte.Bench.Media;

/// <summary>What one run of one relay gave.</summary>
internal sealed record Measurement(
    string Relay,
    double UserMicroseconds,
    double KernelMicroseconds,
    TimeSpan MedianDelay,
    TimeSpan HighDelay,
    double LossFraction,
    double CoresUsed,
    double KilobytesPerCall
)
{
    public double MicrosecondsPerPacket => UserMicroseconds + KernelMicroseconds;
}
