using System.Diagnostics;
using System.Net;

namespace Ponte.Bench.Media;

/// <summary>The plain relay in C (bench/relay-c), compiled here.</summary>
internal sealed class PlainRelay(string source) : RelayUnderTest
{
    public override string Name => "plain C";

    public override async Task<Leg[]> StartAsync(int number, int calls, bool srtp, Func<int, IPEndPoint> peerOf)
    {
        var binary = Path.Combine(Path.GetTempPath(), "ponte-bench-relay");
        using (var compiler = Process.Start("cc", ["-O2", "-o", binary, source]))
        {
            await compiler.WaitForExitAsync();
        }
        var output = Launch(binary, "127.0.0.1", Text(FirstPort(number)), Text(2 * calls));
        if (await output.ReadLineAsync() is null)
        {
            throw new InvalidOperationException("The plain relay did not start.");
        }
        return [.. Enumerable.Range(0, 2 * calls).Select(i => new Leg(new IPEndPoint(IPAddress.Loopback, FirstPort(number) + (2 * i))))];
    }
}
