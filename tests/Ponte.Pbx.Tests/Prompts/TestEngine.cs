using System.Buffers.Binary;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Tests.Prompts;

/// <summary>An engine that says everything as one second of 1000 Hz, and 9000 Hz where its rate can hold it.</summary>
internal sealed class TestEngine : ISpeechEngine
{
    public List<string> Said { get; } = [];

    public int Rate { get; set; } = 22050;

    /// <summary>Before and behind.</summary>
    public double SilentSeconds { get; set; }

    public string Name => "test";

    public async ValueTask<string?> SayAsync(string text, string language, string path, CancellationToken cancellationToken)
    {
        Said.Add($"{language}:{text}");
        if (text is "fault")
        {
            return "no voice";
        }
        if (text is not "nothing")
        {
            await File.WriteAllBytesAsync(path, text is "noise" ? new byte[100] : Wav(), cancellationToken);
        }
        return null;
    }

    public static short[] Samples(byte[] wav, out int rate)
    {
        rate = BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24));
        return
        [
            .. Enumerable.Range(0, (wav.Length - 44) / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (2 * i)))),
        ];
    }

    private byte[] Wav()
    {
        var silent = (int)(SilentSeconds * Rate);
        var length = 2 * (Rate + (2 * silent));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(length);
        writer.Write(new byte[2 * silent]);
        for (var i = 0; i < Rate; i++)
        {
            var high = Rate > 18000 ? Math.Sin(2 * Math.PI * 9000 * i / Rate) : 0;
            writer.Write((short)(8000 * (Math.Sin(2 * Math.PI * 1000 * i / Rate) + high)));
        }
        writer.Write(new byte[2 * silent]);
        return stream.ToArray();
    }
}
