using System.Globalization;
using System.Text;
using Ponte.Media.Sockets;

namespace Ponte.Bench.Media;

/// <summary>What prompts, transcoding and conferences cost, as tables.</summary>
internal static class VoiceTables
{
    public const string Command = "voices";
    private const int Legs = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(8);

    public static async Task<string> MeasureAsync(string program)
    {
        var system = SocketSystem.Choose(portable: false, out _);
        var text = new StringBuilder();
        text.Append("\n## Prompts to many callers, one worker\n\n");
        text.Append(
            "| callers | cores | CPU µs a packet | late p50 | late p99 | resident kB a caller |\n| --: | --: | --: | --: | --: | --: |\n"
        );
        foreach (var callers in new[] { 250, 500 })
        {
            text.Append(await PromptsAsync(program, callers, system));
        }
        text.Append(CultureInfo.InvariantCulture, $"\n## {Legs} legs that send 50 packets a second and get as many, one worker\n\n");
        text.Append("| work | CPU µs a packet | more than relaying | cores | loss |\n| --- | --: | --: | --: | --: |\n");
        var relay = 0.0;
        foreach (var work in new[] { VoiceWork.Relay, VoiceWork.Transcode, VoiceWork.SmallRooms, VoiceWork.LargeRooms })
        {
            using var measured = await Measurement.StartAsync(new Voices(work, program), 0, Legs, srtp: false, system);
            await measured.WarmUpAsync(WarmUp);
            await measured.MeasureAsync(Slice);
            var cost = measured.MicrosecondsPerPacket;
            relay = work == VoiceWork.Relay ? cost : relay;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {work} | {cost:F1} | {cost - relay:F1} | {measured.CoresUsed:F2} | {measured.LossFraction:P2} |\n"
            );
        }
        return text.ToString();
    }

    private static async Task<string> PromptsAsync(string program, int callers, SocketSystem system)
    {
        var sockets = LoadGenerator.Bind(system, 0);
        using var voices = new Voices(VoiceWork.Prompts, program);
        using var listener = new TickListener(sockets, system);
        await voices.StartAsync(0, callers, srtp: false, i => LoadGenerator.SocketOf(sockets, i).Local);
        await Task.Delay(WarmUp);
        var before = ProcessCost.Of(voices.ProcessId);
        listener.Counts = true;
        await Task.Delay(Slice);
        listener.Counts = false;
        var after = ProcessCost.Of(voices.ProcessId);
        var cpu = after.Cpu - before.Cpu;
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {listener.Streams} | {cpu / Slice:F2} | {cpu.TotalMicroseconds / listener.Received:F1} | {listener.Late.Percentile(0.5).TotalMilliseconds:F2} ms | {listener.Late.Percentile(0.99).TotalMilliseconds:F2} ms | {after.ResidentBytes / 1024.0 / callers:F0} |\n"
        );
    }
}
