using System.Net;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Document.Reading;

/// <summary>What must hold between parts of the document: nothing is given twice, and what is named exists.</summary>
internal sealed class CrossChecks(ErrorList errors)
{
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _teamsNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fqdns = new(StringComparer.Ordinal);
    private readonly Dictionary<IPNetwork, string> _addresses = [];
    private readonly Dictionary<string, string> _logins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _calendarCodes = new(StringComparer.Ordinal);
    private ValueList<string> _emergency = [];

    /// <summary>The company's country, whose emergency numbers nobody else may have.</summary>
    public string Country { get; set; } = "";

    public void Name(YamlNode name, string path)
    {
        if (Checks.Name(name.Text) is { } complaint)
        {
            errors.Add(path, name, $"{FieldReader.Shown(name.Text)} {complaint}");
        }
    }

    /// <summary>A directory's name: the company's own users are a source of that name.</summary>
    public void Directory(YamlNode name, string path)
    {
        Name(name, path);
        if (string.Equals(name.Text, DirectoryEntry.Users, StringComparison.Ordinal))
        {
            errors.Add(path, name, "users is the name of the company's own users as a directory; give another one");
        }
    }

    public void Line(LineSettings line, FieldReader fields)
    {
        if (line is TeamsSettings teams)
        {
            Claim(_fqdns, teams.Fqdn, fields, "fqdn");
            foreach (var tenant in teams.Tenants)
            {
                Claim(_fqdns, tenant, fields, "tenants");
            }
            return;
        }
        if (line is TrunkSettings trunk)
        {
            Trunk(trunk, fields);
        }
        var key = fields.Take("addresses") is null ? "peers" : "addresses";
        foreach (var range in line.Addresses)
        {
            if (!_addresses.TryAdd(range, fields.Path))
            {
                var node = fields.Take(key) ?? fields.Node;
                fields.Complain(key, node, $"{range} belongs to {_addresses[range]} already; calls from there could not be told apart");
            }
        }
    }

    public void Calendar(CalendarSettings calendar, FieldReader fields) => Claim(_calendarCodes, calendar.Code, fields, "code");

    /// <summary>The document's own emergency numbers.</summary>
    public void Emergency(EmergencySettings emergency) => _emergency = emergency.Numbers;

    public void User(UserSettings user, FieldReader fields)
    {
        NoEmergency(user.Extension, fields, "extension");
        foreach (var device in user.Devices)
        {
            Claim(_logins, device.Login, fields, "devices");
        }
        if (user.Pin is { IsLiteral: true } pin && !_pins.TryAdd(pin.Written, fields.Path))
        {
            fields.Complain("pin", fields.Take("pin") ?? fields.Node, "is another user's PIN too; give each user a PIN of its own");
        }
        Claim(_numbers, user.Extension, fields, "extension");
        Claim(_numbers, user.Number, fields, "number");
        if (user.Teams is { Number.Length: > 0 } teams && !_teamsNumbers.TryAdd(teams.Number, fields.Path))
        {
            var node = fields.Take("teams") ?? fields.Node;
            fields.Complain(
                "teams.number",
                node,
                $"{teams.Number} belongs to {_teamsNumbers[teams.Number]} already; give each user a number of its own"
            );
        }
    }

    public void Room(RoomSettings room, FieldReader fields)
    {
        NoEmergency(room.Extension, fields, "extension");
        Claim(_numbers, room.Extension, fields, "extension");
    }

    public void Mailbox(MailboxSettings box, FieldReader fields)
    {
        NoEmergency(box.Extension, fields, "extension");
        Claim(_numbers, box.Extension, fields, "extension");
    }

    public void Number(YamlNode number, FieldReader fields)
    {
        if (Checks.AnyNumber(number.Text) is { } complaint)
        {
            errors.Add(fields.Path, number, $"{FieldReader.Shown(number.Text)} {complaint}");
        }
        else if (IsEmergency(number.Text))
        {
            errors.Add(fields.Path, number, $"{number.Text} is an emergency number; give another one");
        }
        else if (!_numbers.TryAdd(number.Text, fields.Path))
        {
            errors.Add(fields.Path, number, $"{number.Text} belongs to {_numbers[number.Text]} already; give it once");
        }
    }

    /// <summary>What is dialled must be a code or a number, never both. To be called when all numbers are known.</summary>
    public void Code(ShortCode code, FieldReader fields)
    {
        var key = Words.Of(Words.Functions, code.Function);
        foreach (var dialled in code.OffCode is { } off ? [code.Code, off] : new[] { code.Code })
        {
            var other = _codes.FirstOrDefault(c => Overlap(c.Key, dialled));
            if (other.Key is not null)
            {
                fields.Complain(
                    key,
                    fields.Take(key) ?? fields.Node,
                    $"{dialled} begins like {other.Key} of {other.Value}; give another code"
                );
                continue;
            }
            _codes.Add(dialled, fields.PathOf(key));
        }
        if (code.Code.All(char.IsAsciiDigit) && Taken(code.Code) is { } taken)
        {
            fields.Complain(key, fields.Take(key) ?? fields.Node, $"{code.Code} begins like {taken}; give another code");
        }
    }

    public static void TeamsUser(TeamsUserSettings user, FieldReader fields, IReadOnlyList<LineSettings> lines)
    {
        var known = lines.OfType<TeamsSettings>().SelectMany(t => t.Tenants.Prepend(t.Fqdn)).ToList();
        if (known.Contains(user.Fqdn, StringComparer.Ordinal))
        {
            return;
        }
        if (fields.Take("fqdn") is { } node)
        {
            var names = known.Count == 0 ? "add a line of kind teams" : $"give one of {string.Join(", ", known)}";
            fields.Complain("fqdn", node, $"{FieldReader.Shown(user.Fqdn)} is no name of a line of kind teams; {names}");
        }
        else if (known.Count == 0)
        {
            fields.Missing("fqdn", "the document has no line of kind teams; add one, or remove teams here");
        }
    }

    private void Trunk(TrunkSettings line, FieldReader fields)
    {
        Claim(_logins, line.Accept?.User ?? "", fields, "accept");
        foreach (var prefix in line.Prefixes)
        {
            _prefixes.TryAdd(prefix, fields.PathOf("prefix"));
        }
        foreach (var range in line.Ranges)
        {
            _prefixes.TryAdd(range.First, fields.PathOf("range"));
        }
    }

    private void NoEmergency(string number, FieldReader fields, string key)
    {
        if (number.Length > 0 && IsEmergency(number))
        {
            fields.Complain(key, fields.Take(key) ?? fields.Node, $"{number} is an emergency number; give another one");
        }
    }

    private bool IsEmergency(string number) =>
        _emergency.Contains(number, StringComparer.Ordinal) || (Country.Length > 0 && ServiceNumbers.IsEmergency(number, Country));

    /// <summary>Who has a number that begins like a code.</summary>
    private string? Taken(string code)
    {
        var number = _numbers.Concat(_prefixes).FirstOrDefault(n => n.Key.StartsWith(code, StringComparison.Ordinal));
        if (number.Key is not null)
        {
            return $"{number.Key} of {number.Value}";
        }
        var emergency =
            Country.Length == 0 ? null : _emergency.Concat(ServiceNumbers.Emergency(Country)).FirstOrDefault(n => Overlap(n, code));
        return emergency is null ? null : $"the emergency number {emergency}";
    }

    private static bool Overlap(string a, string b) =>
        a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);

    private static void Claim(Dictionary<string, string> taken, string value, FieldReader fields, string key)
    {
        if (value.Length > 0 && !taken.TryAdd(value, fields.Path))
        {
            var node = fields.Take(key) ?? fields.Node;
            fields.Complain(key, node, $"{value} belongs to {taken[value]} already; give it once");
        }
    }
}
