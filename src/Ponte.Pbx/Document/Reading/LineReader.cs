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
    private const string PeersMend = "give a list of peers such as [\"sip:198.51.100.7:5060;transport=udp\"]";
    private const string AddressesMend = "give a list of address ranges such as [\"198.51.100.0/24\"]";
    private const string CodecsMend = "give a list such as [PCMA, PCMU]";
    private const string HubsMend = "give a list of host names, each with :PORT where it is not 5061";
    private const int MaxItems = 64;

    /// <summary>The line; null where its kind is not known or a part without which it makes no sense is missing.</summary>
    public static LineSettings? Read(string name, FieldReader fields, SecretReference? previousPassword)
    {
        if (fields.Take("kind") is null)
        {
            fields.Missing("kind", "give carrier, pbx or teams");
        }
        LineSettings? line = fields.Choice("kind", Words.LineKinds) switch
        {
            LineKind.Carrier => ReadTrunk(name, fields, isPbx: false, previousPassword),
            LineKind.Pbx => ReadTrunk(name, fields, isPbx: true, previousPassword),
            LineKind.Teams => ReadTeams(name, fields),
            _ => null,
        };
        if (line is not null)
        {
            line = WithCommonFields(line, fields);
            fields.End();
        }
        return line;
    }

    private static LineSettings WithCommonFields(LineSettings line, FieldReader fields)
    {
        var interval = fields.IsOff("options")
            ? (TimeSpan?)null
            : fields.Duration("options", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), OptionsMend)
                ?? LineSettings.DefaultOptionsInterval;
        var addresses = ReadAddresses(fields);
        var codecs = ReadCodecs(fields);
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
            Addresses = addresses.Count > 0 ? addresses : line.Addresses,
            Codecs = codecs.Count > 0 ? codecs : line.Codecs,
        };
    }

    private static TrunkSettings ReadTrunk(string name, FieldReader fields, bool isPbx, SecretReference? previousPassword)
    {
        var register = ReadRegister(fields, previousPassword);
        var peers = ReadPeers(fields);
        if (peers.Count == 0 && fields.Take("peers") is null && fields.Take("register") is null)
        {
            fields.Missing("peers", PeersMend);
        }
        var numbers = fields.Map("numbers", "give for instance { in: national, out: e164 }");
        return new TrunkSettings
        {
            Name = name,
            IsPbx = isPbx,
            Peers = peers.Count == 0 && register is not null ? [register.Server] : peers,
            Register = register,
            Numbers = numbers is null ? new NumberFormatSettings() : ReadNumberFormats(numbers),
            CallerId = fields.Text("callerId", Checks.E164) ?? "",
            Country = fields.Text("country", Checks.Country) ?? "",
            Prefixes = ReadTexts(fields, "prefix", "give the beginnings of numbers in quotes", Checks.Prefix),
            Addresses = [.. peers.Select(p => p.Address).OfType<IPAddress>().Distinct().Select(AddressReader.ForOne)],
        };
    }

    private static TeamsSettings ReadTeams(string name, FieldReader fields) =>
        new()
        {
            Name = name,
            Fqdn = fields.RequiredText("fqdn", "give the name that the certificate holds and Teams knows", Checks.Fqdn).ToLowerInvariant(),
            Port = fields.Integer("port", 1, 65535, "give the SIP signalling port that is set in Teams") ?? TeamsSettings.DefaultPort,
            Tenants = [.. ReadTexts(fields, "tenants", "give a list of host names", Checks.Fqdn).Select(t => t.ToLowerInvariant())],
            Hubs = ReadHubs(fields),
            PeerNames = OrDefault(
                ReadTexts(fields, "peerNames", "give a list of host names", Checks.HostName),
                TeamsSettings.DefaultPeerNames
            ),
            TrustAnchors = fields.Text("trustAnchors", Checks.Length(4096)) ?? "",
            Addresses = TeamsSettings.DefaultAddresses,
        };

    private static RegisterSettings? ReadRegister(FieldReader line, SecretReference? previousPassword)
    {
        if (line.Map("register", "give server, user and password") is not { } fields)
        {
            return null;
        }
        var server = ReadServer(fields);
        var user = fields.RequiredText("user", "give the user name of the account", Checks.SipUser);
        var register = new RegisterSettings
        {
            Server = server ?? new PeerAddress("invalid", null, PeerTransport.Unspecified),
            User = user,
            AuthUser = fields.Text("authUser", Checks.Length(128)) ?? user,
            Password = ReadPassword(fields, previousPassword),
            Expires =
                fields.Duration("expires", TimeSpan.FromSeconds(60), TimeSpan.FromHours(24), "give 60s to 24h, for instance 1h")
                ?? RegisterSettings.DefaultExpires,
        };
        fields.End();
        return server is null ? null : register;
    }

    private static SecretReference ReadPassword(FieldReader fields, SecretReference? previous)
    {
        const string mend = "give env:NAME, file:PATH or the password itself";
        var password = SecretReference.Parse(fields.RequiredText("password", mend));
        if (password.IsMasked && previous is null)
        {
            fields.Complain("password", fields.Take("password")!, $"is masked, as an export leaves it, and there is none to keep; {mend}");
        }
        return password.IsMasked && previous is not null ? previous : password;
    }

    private static PeerAddress? ReadServer(FieldReader fields)
    {
        PeerAddress? server = null;
        fields.RequiredText(
            "server",
            "give sip:HOST of the registrar",
            text =>
            {
                server = AddressReader.Peer(text, out var complaint);
                return server is null ? complaint : null;
            }
        );
        return server;
    }

    private static NumberFormatSettings ReadNumberFormats(FieldReader fields)
    {
        var formats = new NumberFormatSettings();
        formats = formats with
        {
            In = fields.Choice("in", Words.InFormats) ?? formats.In,
            Out = fields.Choice("out", Words.OutFormats) ?? formats.Out,
            KeepInternationalPrefix = fields.Flag("keepInternationalPrefix"),
        };
        fields.End();
        return formats;
    }

    private static ValueList<PeerAddress> ReadPeers(FieldReader fields) =>
        ReadList(fields, "peers", PeersMend, text => (AddressReader.Peer(text, out var complaint), complaint));

    private static ValueList<HubAddress> ReadHubs(FieldReader fields) =>
        OrDefault(
            ReadList(fields, "hubs", HubsMend, text => (AddressReader.Hub(text), $"is no hub; {HubsMend}")),
            TeamsSettings.DefaultHubs
        );

    private static ValueList<IPNetwork> ReadAddresses(FieldReader fields)
    {
        var ranges = ReadList(
            fields,
            "addresses",
            AddressesMend,
            text => (AddressReader.Range(text, out var complaint) is { } range ? (object)range : null, complaint)
        );
        return [.. ranges.Cast<IPNetwork>()];
    }

    private static ValueList<string> ReadCodecs(FieldReader fields) =>
        ReadTexts(
            fields,
            "codecs",
            CodecsMend,
            text =>
                LineSettings.KnownCodecs.Contains(text, StringComparer.Ordinal)
                    ? null
                    : $"is none of {string.Join(", ", LineSettings.KnownCodecs)}"
        );

    private static ValueList<string> ReadTexts(FieldReader fields, string key, string mend, Func<string, string?> complaint) =>
        ReadList(fields, key, mend, text => complaint(text) is { } words ? (null, words) : (text, ""));

    private static ValueList<T> ReadList<T>(FieldReader fields, string key, string mend, Func<string, (T? Item, string Complaint)> read)
        where T : class
    {
        var items = new List<T>();
        var nodes = fields.Items(key, mend);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Kind != YamlKind.Scalar || nodes[i].IsNull)
            {
                continue; // Items complained of it
            }
            var (item, complaint) = i < MaxItems ? read(nodes[i].Text) : (null, "is too much; at most 64 are read");
            if (item is null)
            {
                fields.ComplainOfItem(key, i, nodes[i], $"{FieldReader.Shown(nodes[i].Text)} {complaint}");
            }
            else if (items.Contains(item))
            {
                fields.ComplainOfItem(key, i, nodes[i], $"{FieldReader.Shown(nodes[i].Text)} stands here a second time; keep one of them");
            }
            else
            {
                items.Add(item);
            }
        }
        return [.. items];
    }

    private static ValueList<T> OrDefault<T>(ValueList<T> given, ValueList<T> fallback) => given.Count > 0 ? given : fallback;
}
