using System.Runtime.InteropServices;

namespace Ponte.Media.Tones;

/// <summary>A piece of a cadence: one or two frequencies for a time, or silence.</summary>
/// <param name="Milliseconds">How long.</param>
/// <param name="Frequency">In Hz; 0 is silence.</param>
/// <param name="SecondFrequency">Sounds together with the first; 0 for none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ToneSegment(int Milliseconds, int Frequency, int SecondFrequency = 0);
