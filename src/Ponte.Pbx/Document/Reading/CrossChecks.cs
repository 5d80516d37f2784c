using System.Net;

namespace Ponte.Pbx.Document.Reading;

/// <summary>What must hold between parts of the document: nothing is given twice, and what is named exists.</summary>
internal sealed class CrossChecks(ErrorList errors)
{
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _teamsNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fqdns = new(StringComparer.Ordinal);
    private readonly Dictionary<IPNetwork, string> _addresses = [];

    public void Name(YamlNode name, string path)
    {
        if (Checks.Name(name.Text) is { } complaint)
        {
            errors.Add(path, name, $"{FieldReader.Shown(name.Text)} {complaint}");
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

    public void User(UserSettings user, FieldReader fields)
    {
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

    public void Number(YamlNode number, FieldReader fields)
    {
        if (Checks.AnyNumber(number.Text) is { } complaint)
        {
            errors.Add(fields.Path, number, $"{FieldReader.Shown(number.Text)} {complaint}");
        }
        else if (!_numbers.TryAdd(number.Text, fields.Path))
        {
            errors.Add(fields.Path, number, $"{number.Text} belongs to {_numbers[number.Text]} already; give it once");
        }
    }

    public static void TeamsUser(TeamsUserSettings user, FieldReader fields, List<LineSettings> lines)
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

    private static void Claim(Dictionary<string, string> taken, string value, FieldReader fields, string key)
    {
        if (value.Length > 0 && !taken.TryAdd(value, fields.Path))
        {
            var node = fields.Take(key) ?? fields.Node;
            fields.Complain(key, node, $"{value} belongs to {taken[value]} already; give it once");
        }
    }
}
