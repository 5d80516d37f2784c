namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the sections of the number plan: <c>classes</c>, <c>shortCodes</c>, <c>emergency</c>, <c>blocked</c>.</summary>
internal static class PlanReader
{
    private const string PrefixesMend = "give the beginnings of numbers in quotes";

    public static List<ClassSettings> Classes(FieldReader root, CrossChecks cross)
    {
        var classes = new List<ClassSettings>();
        foreach (var (name, fields) in root.Children("classes", "give for instance { upTo: national, allow: [\"+41\"] }"))
        {
            cross.Name(name, fields.Path);
            if (Words.Categories.ContainsKey(name.Text))
            {
                root.Complain(fields.Path, name, $"{name.Text} is a class that is always there; give another name");
            }
            classes.Add(
                new ClassSettings
                {
                    Name = name.Text,
                    UpTo = fields.Choice("upTo", Words.Categories) ?? CallCategory.International,
                    Allow = fields.Texts("allow", PrefixesMend, Checks.Prefix),
                    Deny = fields.Texts("deny", PrefixesMend, Checks.Prefix),
                }
            );
            fields.End();
        }
        return classes;
    }

    public static BlockedSettings Blocked(FieldReader root)
    {
        if (root.Map("blocked", "give for instance { to: [\"+39899\"] }") is not { } fields)
        {
            return new BlockedSettings();
        }
        var blocked = new BlockedSettings
        {
            To = fields.Texts("to", PrefixesMend, Checks.Prefix),
            From = fields.Texts("from", PrefixesMend, Checks.Prefix),
            Anonymous = fields.Flag("anonymous") ?? false,
            Except = fields.Texts("except", PrefixesMend, Checks.Prefix),
        };
        fields.End();
        return blocked;
    }

    public static EmergencySettings Emergency(FieldReader root, IReadOnlyList<LineSettings> lines)
    {
        if (root.Map("emergency", "give for instance { lines: [carrier] }") is not { } fields)
        {
            return new EmergencySettings();
        }
        var names = lines.OfType<TrunkSettings>().Select(l => l.Name).ToList();
        var emergency = new EmergencySettings
        {
            Numbers = fields.Texts("numbers", "give a list of short numbers in quotes", Checks.Extension),
            Lines = fields.Texts(
                "lines",
                "give a list of names of lines",
                text => names.Contains(text, StringComparer.Ordinal) ? null : $"is no carrier or exchange; {OneOf(text, names)}"
            ),
            CallerId = fields.Text("callerId", Checks.E164) ?? "",
        };
        fields.End();
        return emergency;
    }

    public static ValueList<ShortCode> ShortCodes(FieldReader root, CrossChecks cross)
    {
        if (root.Map("shortCodes", "give for instance { park: \"*70\" }") is not { } fields)
        {
            return ShortCode.Defaults;
        }
        var codes = new List<ShortCode>();
        foreach (var (word, function) in Words.Functions)
        {
            if (fields.IsOff(word))
            {
                continue;
            }
            var check = ShortCode.IsSwitch(function) ? Checks.SwitchCode : (Func<string, string?>)Checks.Code;
            var given = fields.Texts(word, "give a code in quotes such as \"*70\", a list of them, or off", check);
            codes.AddRange(
                given.Count > 0 ? given.Select(c => new ShortCode(function, c)) : ShortCode.Defaults.Where(d => d.Function == function)
            );
        }
        fields.End();
        foreach (var code in codes)
        {
            cross.Code(code, fields);
        }
        return [.. codes];
    }

    /// <summary>What is wrong with the name of a class.</summary>
    public static Func<string, string?> ClassComplaint(IReadOnlyList<ClassSettings> classes)
    {
        string[] names = [.. Words.Categories.Keys, .. classes.Select(c => c.Name)];
        return text => names.Contains(text, StringComparer.Ordinal) ? null : $"is no class of service; {OneOf(text, names)}";
    }

    private static string OneOf(string text, IEnumerable<string> names) =>
        Nearest.To(text, names) is { } near ? $"did you mean {near}?" : $"give one of {string.Join(", ", names)}";
}
