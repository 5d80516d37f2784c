using System.Net;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads what carriers and exchanges have of their own.</summary>
internal static class TrunkReader
{
    private const string PeersMend = "give a list of peers such as [\"sip:198.51.100.7:5060;transport=udp\"]";
    private const string RangeMend = "give a list such as [\"+390212345600-+390212345699\"]";
    private const string CostMend = "give a whole number, or numbers by prefix: { \"+39\": 1, \"+393\": 4 }";
    private const int MaxCost = 1_000_000;

    public static TrunkSettings Read(string name, FieldReader fields, bool isPbx, SecretReader secrets)
    {
        var register = ReadRegister(fields, secrets);
        var accept = ReadAccept(fields, secrets);
        var peers = fields.List("peers", PeersMend, text => (AddressReader.Peer(text, out var complaint), complaint));
        if (peers.Count == 0 && fields.Take("peers") is null && fields.Take("register") is null && fields.Take("accept") is null)
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
            Accept = accept,
            Numbers = numbers is null ? new NumberFormatSettings() : ReadNumberFormats(numbers),
            CallerId = fields.Text("callerId", Checks.E164) ?? "",
            Country = fields.Text("country", Checks.Country) ?? "",
            Prefixes = fields.Texts("prefix", "give the beginnings of numbers in quotes", Checks.Prefix),
            Ranges = fields.List("range", RangeMend, text => (AddressReader.Numbers(text, out var complaint), complaint)),
            Costs = ReadCosts(fields),
            ConnectedLine = fields.Flag("connectedLine") ?? false,
            ForwardedBy = fields.Choice("forwardedBy", Words.ForwardHeaders) ?? default,
            Fax = fields.Choice("fax", Words.FaxModes) ?? default,
            Addresses = [.. peers.Select(p => p.Address).OfType<IPAddress>().Distinct().Select(AddressReader.ForOne)],
        };
    }

    private static AcceptSettings? ReadAccept(FieldReader line, SecretReader secrets)
    {
        if (line.Map("accept", "give user and password") is not { } fields)
        {
            return null;
        }
        var user = fields.RequiredText("user", "give the user name of the account", Checks.SipUser);
        var accept = new AcceptSettings(user, secrets.Required(fields, "password", text => Checks.Password(text, user)));
        fields.End();
        return accept;
    }

    private static ValueList<LineCost> ReadCosts(FieldReader line)
    {
        if (line.Take("cost") is { Kind: YamlKind.Scalar })
        {
            return line.Integer("cost", 0, MaxCost, CostMend) is { } cost ? [new LineCost("", cost)] : [];
        }
        if (line.Map("cost", CostMend) is not { } fields)
        {
            return [];
        }
        var costs = new List<LineCost>();
        foreach (var key in fields.Node.Entries.Select(e => e.Key))
        {
            if (Checks.Prefix(key.Text) is { } complaint)
            {
                fields.Complain(key.Text, key, $"{FieldReader.Shown(key.Text)} {complaint}");
            }
            else if (fields.Integer(key.Text, 0, MaxCost, CostMend) is { } cost)
            {
                costs.Add(new LineCost(key.Text, cost));
            }
        }
        return [.. costs.OrderBy(c => c.Prefix, StringComparer.Ordinal)];
    }

    private static RegisterSettings? ReadRegister(FieldReader line, SecretReader secrets)
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
            Password = secrets.Required(fields, "password"),
            Expires =
                fields.Duration("expires", TimeSpan.FromSeconds(60), TimeSpan.FromHours(24), "give 60s to 24h, for instance 1h")
                ?? RegisterSettings.DefaultExpires,
        };
        fields.End();
        return server is null ? null : register;
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
}
