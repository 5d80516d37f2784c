using System.Globalization;
using System.Net;

namespace Ponte.Server.Settings;

/// <summary>Reads the values of one section, collects what is wrong, and knows which names were asked for, so that others are told as unknown.</summary>
internal sealed class SettingsSection(IConfiguration values, string path, SettingsSources sources, List<SettingsError> errors)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The section's name, its parts joined by colons; empty for the root.</summary>
    public string Path { get; } = path;

    /// <summary>The full name of a value of this section.</summary>
    public string NameOf(string key) => Path.Length == 0 ? key : $"{Path}:{key}";

    /// <summary>A section within this one.</summary>
    public SettingsSection Section(string key)
    {
        _known.Add(key);
        return new SettingsSection(values.GetSection(key), NameOf(key), sources, errors);
    }

    /// <summary>All sections within this one, by name.</summary>
    public IEnumerable<(string Name, SettingsSection Section)> Sections()
    {
        foreach (var child in values.GetChildren())
        {
            yield return (child.Key, Section(child.Key));
        }
    }

    /// <summary>All plain values of this section.</summary>
    public IEnumerable<(string Name, string Value)> Values()
    {
        foreach (var child in values.GetChildren())
        {
            _known.Add(child.Key);
            yield return (child.Key, child.Value ?? "");
        }
    }

    /// <summary>A text without surrounding blanks; null where it is missing or empty.</summary>
    public string? Text(string key)
    {
        _known.Add(key);
        var text = values[key];
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string key, int fallback, int min, int max)
    {
        var text = Text(key);
        if (text is null)
        {
            return fallback;
        }
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
        )
        {
            return number;
        }
        Error(key, text, string.Create(CultureInfo.InvariantCulture, $"is out of bounds; give a whole number from {min} to {max}"));
        return fallback;
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string key, bool fallback)
    {
        var text = Text(key);
        if (text is null)
        {
            return fallback;
        }
        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }
        Error(key, text, "is neither true nor false; give one of them");
        return fallback;
    }

    /// <summary>A duration within bounds: a whole number with s, m, h or d.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        var text = Text(key);
        if (text is null)
        {
            return fallback;
        }
        if (Durations.TryParse(text, out var duration) && duration >= min && duration <= max)
        {
            return duration;
        }
        Error(
            key,
            text,
            $"is no duration within the bounds; give one from {Durations.Print(min)} to {Durations.Print(max)} as a number with s, m, h or d"
        );
        return fallback;
    }

    /// <summary>One of several words.</summary>
    public T Choice<T>(string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var text = Text(key);
        if (text is null)
        {
            return fallback;
        }
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
            words.Add(word);
        }
        Error(key, text, $"is not known; give one of {string.Join(", ", words)}");
        return fallback;
    }

    /// <summary>An IP address of this machine: never the unspecified one, since peers are told it.</summary>
    public IPAddress? Address(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            return null;
        }
        if (!IPAddress.TryParse(text, out var address))
        {
            Error(key, text, "is no IP address; give one of this machine's, for instance 192.0.2.10");
            return null;
        }
        return IsSpecific(key, text, address) ? address : null;
    }

    /// <summary>An IP address of this machine with a port.</summary>
    public IPEndPoint? EndPoint(string key, int defaultPort)
    {
        var text = Text(key);
        if (text is null)
        {
            return null;
        }
        var endPoint = EndPointText.Parse(text, defaultPort);
        if (endPoint is null)
        {
            Error(
                key,
                text,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is no address with port; give ADDRESS:PORT with a port from 1 to 65535, for instance 192.0.2.10:{defaultPort} or [2001:db8::10]:{defaultPort}"
                )
            );
            return null;
        }
        return IsSpecific(key, text, endPoint.Address) ? endPoint : null;
    }

    /// <summary>Tells an error of a value that was read.</summary>
    public void Error(string key, string? value, string message)
    {
        var name = NameOf(key);
        errors.Add(new SettingsError(name, value, value is null ? "" : sources.SourceOf(name), message));
    }

    /// <summary>Tells every name that nobody asked for.</summary>
    public void CheckUnknown()
    {
        foreach (var child in values.GetChildren().Where(c => !_known.Contains(c.Key)))
        {
            var name = NameOf(child.Key);
            var near = _known.Order(StringComparer.Ordinal).MinBy(k => EditDistance.Of(k.ToUpperInvariant(), child.Key.ToUpperInvariant()));
            var isNear =
                near is not null && EditDistance.Of(near.ToUpperInvariant(), child.Key.ToUpperInvariant()) <= Math.Max(1, near.Length / 3);
            var hint = isNear
                ? $"did you mean {near}?"
                : $"known here are {string.Join(", ", _known.Order(StringComparer.OrdinalIgnoreCase))}";
            errors.Add(new SettingsError(name, child.Value, sources.SourceOf(name), $"is not known; {hint}"));
        }
    }

    private bool IsSpecific(string key, string text, IPAddress address)
    {
        if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.IsIPv6Multicast)
        {
            return true;
        }
        Error(key, text, "stands for every address, and peers could not be told it; give one address of this machine");
        return false;
    }
}
