using System.Net;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads one line of the section <c>lines</c>.</summary>
internal static class LineReader
{
    private const string ChannelsMend = "give the number of calls the line allows at once";
    private const string RateMend = "give the number of new calls a second that the line allows";
    private const string OptionsMend = "give 10s to 1h, for instance 60s, or off";
    private const string TimeoutMend = "give 500ms to 30s, for instance 4s";
    private const string MediaTimeoutMend = "give 5s to 1h, for instance 60s, or off";
    private const string AddressesMend = "give a list of address ranges such as [\"198.51.100.0/24\"]";
    private const string HubsMend = "give a list of host names, each with :PORT where it is not 5061";

    /// <summary>The line; null where its kind is not known or a part without which it makes no sense is missing.</summary>
    public static LineSettings? Read(
        string name,
        FieldReader fields,
        SecretReader secrets,
        Func<string, string?> classComplaint,
        RecordingReader recordings
    )
    {
        if (fields.Take("kind") is null)
        {
            fields.Missing("kind", "give carrier, pbx or teams");
        }
        LineSettings? line = fields.Choice("kind", Words.LineKinds) switch
        {
            LineKind.Carrier => TrunkReader.Read(name, fields, isPbx: false, secrets),
            LineKind.Pbx => TrunkReader.Read(name, fields, isPbx: true, secrets),
            LineKind.Teams => ReadTeams(name, fields),
            _ => null,
        };
        if (line is not null)
        {
            line = WithCommonFields(line, fields, classComplaint) with { Recording = recordings.Read(fields) };
            fields.End();
        }
        return line;
    }

    private static LineSettings WithCommonFields(LineSettings line, FieldReader fields, Func<string, string?> classComplaint)
    {
        var interval = fields.IsOff("options")
            ? (TimeSpan?)null
            : fields.Duration("options", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), OptionsMend)
                ?? LineSettings.DefaultOptionsInterval;
        var addresses = ReadAddresses(fields);
        var codecs = fields.Codecs();
        return line with
        {
            Channels = fields.Integer("channels", 1, 100_000, ChannelsMend),
            CallsPerSecond = fields.Integer("callsPerSecond", 1, 10_000, RateMend),
            OptionsInterval = interval,
            Timeout =
                fields.Duration("timeout", TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), TimeoutMend)
                ?? LineSettings.DefaultTimeout,
            MediaTimeout = fields.IsOff("mediaTimeout")
                ? null
                : fields.Duration("mediaTimeout", TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), MediaTimeoutMend)
                    ?? LineSettings.DefaultMediaTimeout,
            HoldMusic = fields.Text("holdMusic", Checks.MusicFile) ?? "",
            Addresses = addresses.Count > 0 ? addresses : line.Addresses,
            Class = (line.Kind == LineKind.Carrier ? null : fields.Text("class", classComplaint)) ?? LineSettings.DefaultClass,
            Codecs = codecs.Count > 0 ? codecs : line.Codecs,
        };
    }

    private static TeamsSettings ReadTeams(string name, FieldReader fields) =>
        new()
        {
            Name = name,
            Fqdn = fields.RequiredText("fqdn", "give the name that the certificate holds and Teams knows", Checks.Fqdn).ToLowerInvariant(),
            Port = fields.Integer("port", 1, 65535, "give the SIP signalling port that is set in Teams") ?? TeamsSettings.DefaultPort,
            Tenants = [.. fields.Texts("tenants", "give a list of host names", Checks.Fqdn).Select(t => t.ToLowerInvariant())],
            Hubs = ReadHubs(fields),
            PeerNames = OrDefault(fields.Texts("peerNames", "give a list of host names", Checks.HostName), TeamsSettings.DefaultPeerNames),
            TrustAnchors = fields.Text("trustAnchors", Checks.Length(4096)) ?? "",
            Bypass = fields.Flag("bypass") ?? false,
            ConnectedLine = fields.Flag("connectedLine") ?? true,
            Addresses = TeamsSettings.DefaultAddresses,
        };

    private static ValueList<HubAddress> ReadHubs(FieldReader fields) =>
        OrDefault(fields.List("hubs", HubsMend, text => (AddressReader.Hub(text), $"is no hub; {HubsMend}")), TeamsSettings.DefaultHubs);

    private static ValueList<IPNetwork> ReadAddresses(FieldReader fields)
    {
        var ranges = fields.List(
            "addresses",
            AddressesMend,
            text => (AddressReader.Range(text, out var complaint) is { } range ? (object)range : null, complaint)
        );
        return [.. ranges.Cast<IPNetwork>()];
    }

    private static ValueList<T> OrDefault<T>(ValueList<T> given, ValueList<T> fallback) => given.Count > 0 ? given : fallback;
}
