using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Document.Reading;

/// <summary>What the steps of flows may name, and what is to be said against a name that there is not.</summary>
internal sealed class FlowNames
{
    /// <summary>A variable in a text.</summary>
    private const char Open = '{';

    private readonly Dictionary<string, PromptSettings> _prompts;
    private readonly List<string> _flows;
    private readonly List<string> _users;
    private readonly List<string> _boxes;
    private readonly List<string> _kept;
    private readonly List<string> _calendars;
    private readonly List<string> _rooms;
    private readonly HashSet<string> _variables = new(FlowVariables.BuiltIn, StringComparer.Ordinal);
    private readonly SortedSet<string> _languages;

    public FlowNames(
        YamlNode? flows,
        IReadOnlyList<PromptSettings> prompts,
        IReadOnlyList<UserSettings> users,
        IReadOnlyList<MailboxSettings> boxes,
        IReadOnlyList<CalendarSettings> calendars,
        string language,
        IReadOnlyList<RoomSettings> rooms
    )
    {
        _prompts = DefaultPrompts.And(prompts);
        _users = [.. users.Select(u => u.Id)];
        _boxes = [.. boxes.Select(b => b.Id), .. _users];
        _kept = [.. boxes.Select(b => b.Id), .. users.Where(u => u.Voicemail is not null).Select(u => u.Id)];
        _calendars = [.. calendars.Select(c => c.Name)];
        _rooms = [.. rooms.Select(r => r.Id)];
        _flows = [.. flows?.Entries.Select(e => e.Key.Text) ?? []];
        _languages = new SortedSet<string>(StringComparer.Ordinal) { language };
        Gather(flows);
    }

    public string? User(string text) => Complaint(text, _users, "user", "the section users");

    public string? Box(string text) => Complaint(text, _boxes, "box", "the section mailboxes or users");

    /// <summary>A box here, which keeps messages itself.</summary>
    public string? Kept(string text) => Complaint(text, _kept, "box here", "the section mailboxes, or of a user with voicemail");

    public string? Calendar(string text) => Complaint(text, _calendars, "calendar", "the section calendars");

    public string? Room(string text) => Complaint(text, _rooms, "room", "the section rooms");

    public string? Flow(string text) => Complaint(text, _flows, "flow", "the section flows");

    /// <summary>A prompt must be there in every language that the flows speak.</summary>
    public string? Prompt(string text)
    {
        if (!_prompts.TryGetValue(text, out var prompt))
        {
            return Complaint(text, [.. _prompts.Keys], "prompt", "the section prompts");
        }
        var missing = _languages.Where(l => prompt.In(l) is null).ToList();
        return missing.Count == 0 ? null : $"has no text in {string.Join(", ", missing)}, which flows speak; add it in the section prompts";
    }

    /// <summary>A variable that a step sets.</summary>
    public static string? NewVariable(string text) =>
        Checks.Name(text) is not null ? "is no name of a variable; give small letters and digits"
        : FlowVariables.ReadOnly.Contains(text, StringComparer.Ordinal) ? "is set by the call itself; give another name"
        : null;

    /// <summary>A variable that is read.</summary>
    public string? Variable(string text) =>
        _variables.Contains(text) ? null
        : Nearest.To(text, _variables) is { } near ? $"is no variable; did you mean {near}?"
        : $"is no variable; known are {string.Join(", ", _variables.Order(StringComparer.Ordinal))}";

    /// <summary>A text with variables in braces.</summary>
    public string? Template(string text)
    {
        if (Checks.Length(FlowVariables.MaxLength)(text) is { } complaint)
        {
            return complaint;
        }
        foreach (var part in text.Split(Open).Skip(1))
        {
            var end = part.IndexOf('}', StringComparison.Ordinal);
            if (end < 0)
            {
                return "has a brace that is not closed; write variables as {name}";
            }
            if (Variable(part[..end]) is { } unknown)
            {
                return $"names {part[..end]}, which {unknown}";
            }
        }
        return null;
    }

    /// <summary>The address of a web service; what callers enter must not choose its host.</summary>
    public static string? Address(string text)
    {
        var path = text.IndexOf('/', Math.Max(0, text.IndexOf("//", StringComparison.Ordinal)) + 2);
        var host = path < 0 ? text : text[..path];
        var isUrl =
            Uri.TryCreate(host, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0;
        return host.Contains(Open, StringComparison.Ordinal) ? "has a variable before the path; put it behind the host"
            : isUrl ? null
            : "is no address of a web service; give https://HOST/… without a password in it";
    }

    private static string? Complaint(string text, List<string> names, string what, string section) =>
        names.Contains(text, StringComparer.Ordinal) ? null
        : Nearest.To(text, names) is { } near ? $"is no {what}; did you mean {near}?"
        : $"is no {what}; give the key of one in {section}";

    /// <summary>The variables and languages that steps set, wherever they stand.</summary>
    private void Gather(YamlNode? node)
    {
        if (node is null)
        {
            return;
        }
        var isLookup = node.Entries.Any(e => e.Key.Text is "lookup");
        var variable =
            node.Entries.FirstOrDefault(e => e.Key.Text is "collect" or "set" || (isLookup && e.Key.Text is "into"))?.Value.Text ?? "";
        if (variable.Length > 0)
        {
            _variables.Add(variable);
        }
        var value = node.Entries.FirstOrDefault(e => e.Key.Text is "to")?.Value.Text ?? "";
        if (variable is FlowVariables.Language && Words.Languages.ContainsKey(value))
        {
            _languages.Add(value);
        }
        foreach (var child in node.Items.Concat(node.Entries.Select(e => e.Value)))
        {
            Gather(child);
        }
    }
}
