using System.Globalization;
using System.Net;
using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <summary>Makes the canonical form of a document: all fields in a fixed order, those equal to their default left out.</summary>
internal static partial class CanonicalTree
{
    public static CanonicalNode Of(CompanyDocument document) =>
        CanonicalNode
            .Mapping()
            .With("company", Company(document.Company))
            .With("lines", Section(document.Lines, l => l.Name, Line))
            .With("users", Section(document.Users, u => u.Id, User))
            .With("mailboxes", Section(document.Mailboxes, b => b.Id, Mailbox))
            .With(
                "numbers",
                Section(
                    document.Numbers,
                    n => n.Number,
                    n => CanonicalNode.Mapping().With("user", n.User).With("flow", n.Flow).With("room", n.Room)
                )
            )
            .With("classes", Section(document.Classes, c => c.Name, Class))
            .With("shortCodes", ShortCodes(document.ShortCodes))
            .With("emergency", Emergency(document.Emergency))
            .With("blocked", Blocked(document.Blocked))
            .With("calendars", Section(document.Calendars, c => c.Name, Calendar))
            .With("directories", Section(document.Directories, d => d.Name, CanonicalDirectories.Of))
            .With("prompts", Section(document.Prompts, p => p.Name, Prompt))
            .With("rooms", Section(document.Rooms, r => r.Id, Room))
            .With("flows", Flows(document.Flows));

    private static CanonicalNode Section<T>(IEnumerable<T> items, Func<T, string> key, Func<T, CanonicalNode> node)
    {
        var section = CanonicalNode.Mapping();
        foreach (var item in items)
        {
            section.WithEntry(key(item), node(item));
        }
        return section;
    }

    private static CanonicalNode Company(CompanySettings company) =>
        CanonicalNode
            .Mapping()
            .With("name", company.Name)
            .With("country", company.Country)
            .With("areaCode", company.AreaCode)
            .With("language", Unless(company.Language, CompanySettings.DefaultLanguage))
            .With("timeZone", Unless(company.TimeZone, CompanySettings.DefaultTimeZone))
            .With("holdMusic", company.HoldMusic)
            .With("recording", Recording(company.Recording))
            .With("conferenceEndsWithInitiator", Flag(company.ConferenceEndsWithInitiator))
            .With("parkTimeout", Duration(company.ParkTimeout, CompanySettings.DefaultParkTimeout));

    private static CanonicalNode Line(LineSettings line)
    {
        var node = CanonicalNode.Mapping().With("kind", Words.Of(Words.LineKinds, line.Kind));
        var sources = line switch
        {
            TrunkSettings trunk => Trunk(node, trunk),
            TeamsSettings teams => Teams(node, teams),
            _ => throw new ArgumentOutOfRangeException(nameof(line), line, "A kind of line is not written."),
        };
        return node.With("addresses", line.Addresses.Equals(sources) ? [] : line.Addresses.Select(a => a.ToString()))
            .With("channels", Number(line.Channels))
            .With("callsPerSecond", Number(line.CallsPerSecond))
            .With("options", DurationOrOff(line.OptionsInterval, LineSettings.DefaultOptionsInterval))
            .With("timeout", Duration(line.Timeout, LineSettings.DefaultTimeout))
            .With("mediaTimeout", DurationOrOff(line.MediaTimeout, LineSettings.DefaultMediaTimeout))
            .With("holdMusic", line.HoldMusic)
            .With("recording", Recording(line.Recording))
            .With("class", Unless(line.Class, LineSettings.DefaultClass))
            .With("codecs", line.Codecs.Equals(LineSettings.DefaultCodecs) ? [] : line.Codecs);
    }

    /// <summary>Adds the fields of a trunk and gives its default sources.</summary>
    private static ValueList<IPNetwork> Trunk(CanonicalNode node, TrunkSettings trunk)
    {
        ValueList<PeerAddress> registrar = trunk.Register is { } register ? [register.Server] : [];
        var givenPeers = trunk.Peers.Equals(registrar) ? [] : trunk.Peers;
        node.With("peers", givenPeers.Select(p => p.ToString()))
            .With("register", trunk.Register is null ? null : Register(trunk.Register))
            .With("accept", trunk.Accept is null ? null : Accept(trunk.Accept))
            .With("prefix", trunk.Prefixes)
            .With("range", trunk.Ranges.Select(r => r.ToString()))
            .With("numbers", Numbers(trunk.Numbers))
            .With("callerId", trunk.CallerId)
            .With("forwardedBy", trunk.ForwardedBy == default ? "" : Words.Of(Words.ForwardHeaders, trunk.ForwardedBy))
            .With("connectedLine", Flag(trunk.ConnectedLine))
            .With("country", trunk.Country)
            .With("fax", trunk.Fax == default ? "" : Words.Of(Words.FaxModes, trunk.Fax));
        Costs(node, trunk.Costs);
        return [.. givenPeers.Select(p => p.Address).OfType<IPAddress>().Distinct().Select(AddressReader.ForOne)];
    }

    private static ValueList<IPNetwork> Teams(CanonicalNode node, TeamsSettings teams)
    {
        node.With("fqdn", teams.Fqdn)
            .With("port", teams.Port == TeamsSettings.DefaultPort ? "" : Number(teams.Port))
            .With("tenants", teams.Tenants)
            .With("hubs", teams.Hubs.Equals(TeamsSettings.DefaultHubs) ? [] : teams.Hubs.Select(h => h.ToString()))
            .With("peerNames", teams.PeerNames.Equals(TeamsSettings.DefaultPeerNames) ? [] : teams.PeerNames)
            .With("trustAnchors", teams.TrustAnchors)
            .With("bypass", Flag(teams.Bypass))
            .With("connectedLine", teams.ConnectedLine ? "" : "false");
        return TeamsSettings.DefaultAddresses;
    }

    private static CanonicalNode Register(RegisterSettings register) =>
        CanonicalNode
            .Mapping()
            .With("server", register.Server.ToString())
            .With("user", register.User)
            .With("authUser", Unless(register.AuthUser, register.User))
            .With("password", register.Password)
            .With("expires", Duration(register.Expires, RegisterSettings.DefaultExpires));

    private static CanonicalNode Numbers(NumberFormatSettings numbers)
    {
        var defaults = new NumberFormatSettings();
        return CanonicalNode
            .Mapping()
            .With("in", numbers.In == defaults.In ? "" : Words.Of(Words.InFormats, numbers.In))
            .With("out", numbers.Out == defaults.Out ? "" : Words.Of(Words.OutFormats, numbers.Out))
            .With(
                "keepInternationalPrefix",
                numbers.KeepInternationalPrefix switch
                {
                    true => "true",
                    false => "false",
                    null => "",
                }
            );
    }

    private static string Unless(string value, string fallback) => string.Equals(value, fallback, StringComparison.Ordinal) ? "" : value;

    private static string Duration(TimeSpan value, TimeSpan fallback) => value == fallback ? "" : FieldReader.PrintDuration(value);

    private static string DurationOrOff(TimeSpan? value, TimeSpan fallback) => value is { } duration ? Duration(duration, fallback) : "off";

    private static string Flag(bool value, bool fallback = false) =>
        value == fallback ? ""
        : value ? "true"
        : "false";

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
