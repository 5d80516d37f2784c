namespace Ponte.Bench.Media;

/// <summary>What one run of one relay gave.</summary>
internal sealed record Measurement(
    string Relay,
    double MicrosecondsPerPacket,
    TimeSpan MedianDelay,
    TimeSpan HighDelay,
    double LossFraction,
    double CoresUsed,
    double KilobytesPerCall
);
