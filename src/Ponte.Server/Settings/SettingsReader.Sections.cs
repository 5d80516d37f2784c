using System.Collections.Immutable;
using System.Net;
using Ponte.Media.Control.Model;
using Ponte.Sip.Transports;

namespace Ponte.Server.Settings;

/// <content>The sections after the listeners.</content>
internal sealed partial class SettingsReader
{
    private const int MaxWorkers = 256;

    private TlsSettings? ReadTls(SettingsSection section, ImmutableArray<ListenerSettings> listeners)
    {
        var certificate = section.Text("Certificate");
        var key = section.Text("Key");
        var anchors = section.Text("TrustAnchors");
        section.CheckUnknown();
        if (certificate is null && key is null)
        {
            if (listeners.FirstOrDefault(l => l.Transport == TransportProtocol.Tls) is { } listener)
            {
                section.Error(
                    "Certificate",
                    null,
                    $"is missing, and the listener {listener.Name} speaks TLS; give the path of a PEM file with the certificate and its intermediates, and Tls:Key"
                );
            }
            return null;
        }
        if (certificate is null || key is null)
        {
            section.Error(certificate is null ? "Certificate" : "Key", null, "is missing; certificate and key are given together");
            return null;
        }
        return new TlsSettings(FullPath(certificate), FullPath(key), anchors is null ? "" : FullPath(anchors));
    }

    private MediaSettings ReadMedia(SettingsSection section, ImmutableArray<ListenerSettings> listeners)
    {
        var addresses = ImmutableArray.CreateBuilder<MediaAddressSettings>();
        var addressSection = section.Section("Addresses");
        var count = 0;
        foreach (var (name, values) in addressSection.Sections())
        {
            count++;
            if (ReadMediaAddress(name, values) is { } address)
            {
                addresses.Add(address);
            }
        }
        if (count == 0 && listeners.Length > 0)
        {
            addresses.Add(LikeListener(listeners[0]));
        }
        var settings = new MediaSettings
        {
            InProcess = section.Choice("Mode", false, ("process", false), ("in-process", true)),
            Program = section.Text("Program") is { } program ? FullPath(program) : "",
            Workers = section.Number("Workers", 0, 0, MaxWorkers),
            Addresses = addresses.ToImmutable(),
        };
        section.CheckUnknown();
        if (count > 0 && !settings.Addresses.Any(a => string.Equals(a.Name, MediaSettings.DefaultAddressName, StringComparison.Ordinal)))
        {
            addressSection.Error(
                MediaSettings.DefaultAddressName,
                null,
                "is missing; give one address this name: lines that have none of their own use it"
            );
        }
        return settings;
    }

    private static MediaAddressSettings? ReadMediaAddress(string name, SettingsSection section)
    {
        var bind = section.Address("Address");
        if (section.Text("Address") is null)
        {
            section.Error("Address", null, "is missing; give one address of this machine, for instance 192.0.2.10");
        }
        var advertised = section.Address("Advertised");
        if (bind is not null && advertised is not null && bind.AddressFamily != advertised.AddressFamily)
        {
            section.Error("Advertised", advertised.ToString(), "is of another IP version than Address; give both as IPv4 or both as IPv6");
        }
        var text = section.Text("Ports") ?? MediaSettings.DefaultPorts;
        var range = PortRange(text);
        if (range is null)
        {
            section.Error("Ports", text, "is no port range for at least one call; give FIRST-LAST from 1024 to 65535, at least 4 ports");
        }
        section.CheckUnknown();
        return bind is null || range is null ? null : new MediaAddressSettings(name, bind, advertised, range.Value.First, range.Value.Last);
    }

    private static (int First, int Last)? PortRange(string text)
    {
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        var isRange =
            parts.Length == 2
            && EndPointText.TryPort(parts[0], out var first)
            && EndPointText.TryPort(parts[1], out var last)
            && first >= 1024
            && last - first >= 3;
        if (!isRange)
        {
            return null;
        }
        _ = EndPointText.TryPort(parts[0], out first);
        _ = EndPointText.TryPort(parts[1], out last);
        // A stream takes an even port for RTP and the odd one above for RTCP.
        return ((first + 1) & ~1, (last - 1) | 1);
    }

    private static MediaAddressSettings LikeListener(ListenerSettings listener)
    {
        var range = PortRange(MediaSettings.DefaultPorts)!.Value;
        var advertised = IPAddress.TryParse(listener.AdvertisedHost, out var address) ? address : null;
        return new MediaAddressSettings(MediaSettings.DefaultAddressName, listener.Address.Address, advertised, range.First, range.Last);
    }

    private static TraceSettings ReadTrace(SettingsSection section)
    {
        var settings = new TraceSettings
        {
            Enabled = section.Flag("Enabled", true),
            KeepOptions = section.Flag("KeepOptions", false),
            MaxAge = section.Duration("MaxAge", TraceSettings.DefaultMaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)),
            MaxMebibytes = section.Number("MaxMebibytes", TraceSettings.DefaultMaxMebibytes, 16, 1_000_000),
        };
        section.CheckUnknown();
        return settings;
    }

    private static LimitSettings ReadLimits(SettingsSection section)
    {
        var defaults = new LimitSettings();
        var settings = new LimitSettings
        {
            Calls = section.Number("Calls", defaults.Calls, 1, 1_000_000),
            Connections = section.Number("Connections", defaults.Connections, 1, 1_000_000),
            ConnectionsPerAddress = section.Number("ConnectionsPerAddress", defaults.ConnectionsPerAddress, 1, 1_000_000),
            Loops = section.Number("Loops", defaults.Loops, 0, MaxWorkers),
        };
        section.CheckUnknown();
        return settings;
    }

    private RecordingFileSettings ReadRecording(SettingsSection section)
    {
        var settings = new RecordingFileSettings(
            FullPath(section.Text("KeyFile") ?? Path.Combine(_sources.DataFolder, "recordings.keys")),
            section.Choice("Format", RecordingCodec.Pcm, ("wav", RecordingCodec.Pcm), ("opus", RecordingCodec.Opus))
        );
        section.CheckUnknown();
        return settings;
    }

    private static LogSettings ReadLog(SettingsSection section)
    {
        var format = section.Choice(
            "Format",
            LogFormat.Auto,
            ("auto", LogFormat.Auto),
            ("json", LogFormat.Json),
            ("console", LogFormat.Console),
            ("systemd", LogFormat.Systemd)
        );
        var levels = section.Section("LogLevel");
        var list = ImmutableArray.CreateBuilder<(string, LogLevel)>();
        foreach (var (category, text) in levels.Values())
        {
            if (Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(text[0]))
            {
                list.Add((category, level));
                continue;
            }
            levels.Error(category, text, $"is no level; give one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }
        section.CheckUnknown();
        return new LogSettings(format, list.ToImmutable());
    }

    private string FullPath(string path) => Path.GetFullPath(path, _sources.DataFolder);
}
