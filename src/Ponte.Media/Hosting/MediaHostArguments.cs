using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Ponte.Media.Hosting;

/// <summary>Reads <see cref="MediaHostSettings"/> from arguments and environment. Tells all errors at once, each with the argument and the mend.</summary>
public static class MediaHostArguments
{
    /// <summary>The environment's names: <c>PONTE_MEDIA_SOCKET</c> for <c>--socket</c>, and so on. Arguments win. Several addresses are separated by blanks.</summary>
    public const string EnvironmentPrefix = "PONTE_MEDIA_";

    /// <summary>What <c>--help</c> says.</summary>
    public const string Usage = """
        ponte-media: the media engine of Ponte. It is started and watched by `ponte serve`.

          --socket PATH             control socket (mode 0600)
          --address NAME=ADDRESS:FIRST-LAST[,ADVERTISED]
                                    media address and its ports, once or several times:
                                    default=192.0.2.5:20000-29999,203.0.113.7  or  six=[2001:db8::1]:20000-29999
          --workers N               threads that carry packets; 0 (default): one per processor
          --maximum-streams N       most streams open at once
          --port-rest SECONDS       how long a port rests before it is used again
          --longest-pause MICROSECONDS
                                    longest pause between two looks at the sockets; 0: none
          --portable-sockets        use the sockets of .NET in place of system calls
          --log FILE                append output to a file
          --detach                  outlive the parent and its terminal
          --idle-exit SECONDS       end when no server came for so long and no stream is open
          --orphan-exit SECONDS     end when no server came for so long

        Each can be set in the environment too: PONTE_MEDIA_SOCKET, PONTE_MEDIA_ADDRESS, PONTE_MEDIA_WORKERS …
        """;

    private static readonly string[] Names =
    [
        "socket",
        "address",
        "workers",
        "maximum-streams",
        "port-rest",
        "longest-pause",
        "log",
        "idle-exit",
        "orphan-exit",
        "portable-sockets",
        "detach",
    ];

    private static readonly string[] Switches = ["portable-sockets", "detach"];

    /// <summary>Reads settings.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="errors">What is wrong; empty when all is well.</param>
    /// <returns>Null with errors.</returns>
    public static MediaHostSettings? Parse(
        IReadOnlyList<string> arguments,
        Func<string, string?> environment,
        out ImmutableArray<string> errors
    )
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);
        var found = ImmutableArray.CreateBuilder<string>();
        var values = Collect(arguments, environment, found);
        var defaults = new MediaOptions();
        var engine = new MediaOptions
        {
            Addresses = [.. values["address"].Select(text => ParseAddress(text, found)).OfType<MediaAddress>()],
            Workers = (int)Number(values, "workers", defaults.Workers, int.MaxValue, found),
            MaximumStreams = (int)Number(values, "maximum-streams", defaults.MaximumStreams, int.MaxValue, found),
            PortRest = Seconds(values, "port-rest", found) ?? defaults.PortRest,
            LongestPause = TimeSpan.FromMicroseconds(
                Number(values, "longest-pause", defaults.LongestPause.TotalMicroseconds, 1_000_000, found)
            ),
            PortableSockets = values["portable-sockets"].Any(),
        };
        var socket = values["socket"].LastOrDefault() ?? "";
        if (socket.Length == 0)
        {
            found.Add("--socket is missing: the path of the control socket.");
        }
        if (found.Count == 0)
        {
            found.AddRange(engine.Validate());
        }
        errors = found.ToImmutable();
        return errors.IsEmpty
            ? new MediaHostSettings
            {
                SocketPath = socket,
                Engine = engine,
                LogFile = values["log"].LastOrDefault(),
                Detach = values["detach"].Any(),
                IdleTime = Seconds(values, "idle-exit", found),
                OrphanTime = Seconds(values, "orphan-exit", found),
            }
            : null;
    }

    /// <summary>An address as <c>--address</c> takes it.</summary>
    public static string Format(MediaAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var bind = new IPEndPoint(address.Bind, address.FirstPort);
        var advertised = address.Advertised is null ? "" : $",{address.Advertised}";
        return string.Create(CultureInfo.InvariantCulture, $"{address.Name}={bind}-{address.LastPort}{advertised}");
    }

    private static ILookup<string, string> Collect(
        IReadOnlyList<string> arguments,
        Func<string, string?> environment,
        ImmutableArray<string>.Builder errors
    )
    {
        var values = new List<(string Name, string Value)>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : "";
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                errors.Add($"{arguments[i]} is no argument; --help lists them.");
            }
            else if (Switches.Contains(name, StringComparer.Ordinal))
            {
                values.Add((name, "true"));
            }
            else if (++i < arguments.Count)
            {
                values.Add((name, arguments[i]));
            }
            else
            {
                errors.Add($"--{name} needs a value.");
            }
        }
        foreach (var name in Names.Where(n => values.TrueForAll(v => !string.Equals(v.Name, n, StringComparison.Ordinal))))
        {
            var text = environment(EnvironmentPrefix + name.Replace('-', '_').ToUpperInvariant());
            if (string.IsNullOrWhiteSpace(text) || (Switches.Contains(name, StringComparer.Ordinal) && text is "0" or "false"))
            {
                continue;
            }
            var several = string.Equals(name, "address", StringComparison.Ordinal);
            values.AddRange(
                (several ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text]).Select(v =>
                    (name, v)
                )
            );
        }
        return values.ToLookup(v => v.Name, v => v.Value, StringComparer.Ordinal);
    }

    private static double Number(
        ILookup<string, string> values,
        string name,
        double ifAbsent,
        double most,
        ImmutableArray<string>.Builder errors
    )
    {
        if (values[name].LastOrDefault() is not { } text)
        {
            return ifAbsent;
        }
        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= most
            && double.IsFinite(number)
        )
        {
            return number;
        }
        errors.Add($"--{name} is '{text}'; it must be a number from 0 to {most.ToString(CultureInfo.InvariantCulture)}.");
        return ifAbsent;
    }

    private static TimeSpan? Seconds(ILookup<string, string> values, string name, ImmutableArray<string>.Builder errors)
    {
        const double tenDays = 864_000;
        return values[name].Any() ? TimeSpan.FromSeconds(Number(values, name, 0, tenDays, errors)) : null;
    }

    private static MediaAddress? ParseAddress(string text, ImmutableArray<string>.Builder errors)
    {
        // NAME=BIND:FIRST-LAST[,ADVERTISED]
        var name = text.IndexOf('=', StringComparison.Ordinal);
        var (range, advertised) = text.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma
            ? (text[..comma], text[(comma + 1)..])
            : (text, null);
        var dash = range.LastIndexOf('-');
        IPAddress? advertisedAddress = null;
        if (
            name > 0
            && dash > name
            && IPEndPoint.TryParse(range[(name + 1)..dash], out var bind)
            && ushort.TryParse(range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && (advertised is null || IPAddress.TryParse(advertised, out advertisedAddress))
        )
        {
            return new MediaAddress(text[..name], bind.Address, bind.Port, last, advertisedAddress);
        }
        errors.Add($"--address is '{text}'; it must have the form NAME=ADDRESS:FIRST-LAST[,ADVERTISED].");
        return null;
    }
}
