using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Ponte.Server.Languages;
using Ponte.Simulator.Media;

namespace Ponte.Server.Commands;

/// <summary>The options that commands of the simulator share.</summary>
internal static class SimulateOptions
{
    /// <summary>The control port.</summary>
    public static Option<IPEndPoint?> Control(Words words) =>
        new("--control")
        {
            Description = words.ControlOption,
            HelpName = "ADDRESS:PORT",
            CustomParser = result => EndPoint(result.Tokens[0].Value) ?? Wrong<IPEndPoint?>(result),
        };

    /// <summary>The ports of media.</summary>
    public static Option<MediaPorts> Media(Words words) =>
        new("--media")
        {
            Description = words.SimulatedMediaOption,
            HelpName = "ADDRESS:FIRST-LAST",
            Required = true,
            CustomParser = result => Ports(result.Tokens[0].Value) ?? Wrong<MediaPorts>(result),
        };

    /// <summary>When calls are answered.</summary>
    public static Option<TimeSpan?> AnswerAfter(Words words) =>
        new("--answer-after")
        {
            Description = words.AnswerAfterOption,
            HelpName = "SECONDS",
            CustomParser = result =>
                double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 0 and < 3600
                    ? TimeSpan.FromSeconds(seconds)
                    : Wrong<TimeSpan?>(result),
        };

    /// <summary>The tone that is played.</summary>
    public static Option<int> Tone(Words words) => new("--tone") { Description = words.ToneOption, HelpName = "HZ" };

    /// <summary>An option that must be given.</summary>
    public static Option<T> Required<T>(string name, string description, string help, Func<string, T?>? read = null)
        where T : class
    {
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = help,
            Required = true,
        };
        if (read is not null)
        {
            option.CustomParser = result => read(result.Tokens[0].Value) ?? Wrong<T>(result);
        }
        return option;
    }

    /// <summary>An option that must be given at least once.</summary>
    public static Option<T[]> Many<T>(string name, string description, string help, Func<string, T?> read)
        where T : class =>
        new(name)
        {
            Description = description,
            HelpName = help,
            Required = true,
            CustomParser = result =>
            {
                var items = result.Tokens.Select(t => read(t.Value)).OfType<T>().ToArray();
                return items.Length == result.Tokens.Count ? items : Wrong<T[]>(result);
            },
        };

    /// <summary>Tells that a value cannot be read.</summary>
    public static T? Wrong<T>(ArgumentResult result)
    {
        var text = string.Join(' ', result.Tokens.Select(t => t.Value));
        var option = (result.Parent as OptionResult)?.Option;
        result.AddError($"{option?.Name} \"{text}\": give {option?.HelpName}");
        return default;
    }

    /// <summary>An address with its port; null where it is none.</summary>
    public static IPEndPoint? EndPoint(string text) => IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0 ? endPoint : null;

    private static MediaPorts? Ports(string text) =>
        text.Split(':') is [var address, var range]
        && IPAddress.TryParse(address, out var parsed)
        && range.Split('-') is [var first, var last]
        && ushort.TryParse(first, System.Globalization.CultureInfo.InvariantCulture, out var from)
        && ushort.TryParse(last, System.Globalization.CultureInfo.InvariantCulture, out var to)
        && from < to
            ? new MediaPorts(parsed, from, to)
            : null;
}
