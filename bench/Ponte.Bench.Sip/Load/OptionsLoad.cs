using System.Diagnostics;
using System.Net;
using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>OPTIONS outside of dialogs, as many as a server answers: a fixed number is always under way.</summary>
internal static class OptionsLoad
{
    private static readonly TimeSpan Lost = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs for a time.</summary>
    /// <returns>How many were answered by 200, and how many otherwise or not at all.</returns>
    public static (int Answered, int Failed) Run(IPEndPoint server, int underWay, TimeSpan time, int run)
    {
        using var port = new UdpPort(Place.Carrier, server);
        var texts = new CallerTexts(run, server, Place.ExchangeNumber);
        var buffer = new byte[8192];
        var (answered, failed) = (0, 0);
        uint next = 0;
        var start = Stopwatch.GetTimestamp();
        var last = start;
        Fill(underWay);
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            UdpPort.Wait(port, null, 100);
            int length;
            while ((length = port.Receive(buffer)) >= 0)
            {
                if (!MessageView.TryRead(buffer.AsSpan(0, length), out var message) || !texts.TryCall(message.CallId, out _))
                {
                    continue;
                }
                answered += message.Status == 200 ? 1 : 0;
                failed += message.Status == 200 ? 0 : 1;
                last = Stopwatch.GetTimestamp();
                Fill(1);
            }
            if (Stopwatch.GetElapsedTime(last) > Lost)
            {
                // All that was under way is lost.
                failed += underWay;
                last = Stopwatch.GetTimestamp();
                Fill(underWay);
            }
        }
        return (answered, failed);

        void Fill(int count)
        {
            for (; count > 0; count--)
            {
                port.Send(buffer.AsSpan(0, texts.Options.Render(buffer, next++)));
            }
        }
    }
}
