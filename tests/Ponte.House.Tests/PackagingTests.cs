using System.ComponentModel;
using System.Diagnostics;

namespace Ponte.House.Tests;

/// <summary>What an operator installs.</summary>
public sealed class PackagingTests
{
    private static readonly string Unit = Path.Combine(HouseRulesTests.Root, "packaging", "ponte.service");

    [Fact]
    public void Unit_tells_when_it_is_ready_and_leaves_the_media_process_alone()
    {
        var settings = File.ReadLines(Unit).Where(l => l.Length > 0 && l[0] is not ('#' or '[')).Select(l => l.Split('=', 2)).ToList();
        settings.Should().OnlyContain(s => s.Length == 2);
        string Of(string name) => settings.Single(s => s[0].Equals(name, StringComparison.Ordinal))[1];
        Of("Type").Should().Be("notify");
        Of("KillMode").Should().Be("process");
        Of("ExecStart").Should().Be("/opt/ponte/ponte serve --data /var/lib/ponte");
        int.Parse(Of("TimeoutStopSec"), System.Globalization.CultureInfo.InvariantCulture)
            .Should()
            .BeGreaterThan(15, "the server takes so long at most");
    }

    /// <summary>On a machine with systemd the unit is what it takes; elsewhere the test above is all there is to say.</summary>
    [Fact]
    public async Task Unit_is_accepted_by_systemd()
    {
        var folder = Directory.CreateTempSubdirectory("ponte-unit-");
        try
        {
            // It looks for the program too.
            var unit = Path.Combine(folder.FullName, "ponte.service");
            await File.WriteAllTextAsync(
                unit,
                (await File.ReadAllTextAsync(Unit)).Replace("/opt/ponte/ponte", "/bin/true", StringComparison.Ordinal)
            );
            if (await VerifyAsync(unit) is { } verdict)
            {
                verdict.Should().Be((0, ""));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)?> VerifyAsync(string unit)
    {
        var start = new ProcessStartInfo("systemd-analyze", ["verify", unit])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, (await output + errors).Trim());
        }
    }
}
