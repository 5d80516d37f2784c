namespace Ponte.Bench.Media;

/// <summary>A prompt of five seconds: 16 kHz, 16 bits, as the speech engine leaves it.</summary>
internal static class PromptFile
{
    private const int Rate = 16_000;

    public static void Write(string path)
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, 5 * Rate).Select(i => (short)((4000 * Math.Sin(i * 0.2)) + random.Next(-500, 500))).ToArray();
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        foreach (var sample in samples)
        {
            writer.Write(sample);
        }
    }
}
