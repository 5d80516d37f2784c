using System.Globalization;

namespace Ponte.Interop.Tests.Support;

/// <summary>SIPp as a line: plays a scenario of ours.</summary>
internal static class Sipp
{
    /// <summary>Starts a scenario.</summary>
    /// <param name="scenario">The name of a file in the folder Scenarios; <c>name.xml:TEXT</c> puts TEXT in the place of STATUS in it.</param>
    /// <param name="local">Its own address, <c>127.0.0.2:5070</c>.</param>
    /// <param name="remote">Where its requests go; empty for a scenario that waits.</param>
    /// <param name="calls">How many calls it makes or takes.</param>
    /// <param name="arguments">More arguments, such as <c>-t t1</c> or <c>-key number 0212345601</c>.</param>
    public static ChildProcess Start(string scenario, string local, string remote, int calls = 1, params string[] arguments)
    {
        var colon = local.LastIndexOf(':');
        var all = new List<string>
        {
            "-sf",
            FileOf(scenario),
            "-i",
            local[..colon],
            "-p",
            local[(colon + 1)..],
            "-mi",
            local[..colon],
            "-m",
            calls.ToString(CultureInfo.InvariantCulture),
            "-nostdin",
            "-timeout",
            "40s",
            "-timeout_error",
        };
        all.AddRange(arguments);
        if (remote.Length > 0)
        {
            all.Add(remote);
        }
        return new ChildProcess("sipp", all);
    }

    /// <summary>Waits until the scenario has ended, and demands that every call went as it says.</summary>
    public static async Task SucceedsAsync(ChildProcess sipp)
    {
        var code = await sipp.ExitAsync();
        code.Should().Be(0, $"SIPp says:\n{Tail(sipp.Output)}");
    }

    private static string FileOf(string scenario)
    {
        var colon = scenario.IndexOf(':', StringComparison.Ordinal);
        var file = Path.Combine(AppContext.BaseDirectory, "Scenarios", colon < 0 ? scenario : scenario[..colon]);
        if (colon < 0)
        {
            return file;
        }
        var filled = Path.Combine(Path.GetTempPath(), $"sipp-{Guid.NewGuid():n}.xml");
        File.WriteAllText(filled, File.ReadAllText(file).Replace("STATUS", scenario[(colon + 1)..], StringComparison.Ordinal));
        return filled;
    }

    private static string Tail(string output) => output.Length > 6000 ? output[^6000..] : output;
}
