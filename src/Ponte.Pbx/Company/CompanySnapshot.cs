using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Company;

/// <summary>
/// The company document made ready for calls: immutable, built once when a document comes into force and swapped at once. A call keeps
/// the snapshot that it began with.
/// </summary>
public sealed class CompanySnapshot
{
    private readonly Dictionary<string, UserSettings> _users = new(StringComparer.Ordinal);
    private readonly List<LinePrefix> _prefixes = [];
    private readonly List<TrunkSettings> _openCarriers = [];

    /// <summary>Builds the snapshot.</summary>
    public CompanySnapshot(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        Reader = new NumberReader(document.Company.AreaCode);
        AddUsers();
        AddLines();
    }

    /// <summary>The document.</summary>
    public CompanyDocument Document { get; }

    /// <summary>Reads numbers into the inside form, with the company's area code.</summary>
    public NumberReader Reader { get; }

    /// <summary>Writes numbers as lines want them.</summary>
    public NumberWriter Writer { get; } = new();

    /// <summary>The user that a number belongs to; null where it is none of the company's.</summary>
    /// <param name="number">In the inside form: direct number, extension, number in Teams, or one of the section <c>numbers</c>.</param>
    public UserSettings? UserOf(string number) => _users.GetValueOrDefault(number);

    /// <summary>The country by which a line's numbers are read and its callers hear tones.</summary>
    public string CountryOf(LineSettings line) =>
        line is TrunkSettings { Country.Length: > 0 } trunk ? trunk.Country : Document.Company.Country;

    /// <summary>
    /// The lines that a number of none of the company's users may leave by, in the order in which they are tried: those whose prefix fits,
    /// the longest first, then the carriers without a prefix.
    /// </summary>
    /// <param name="number">In the inside form.</param>
    public IReadOnlyList<TrunkSettings> LinesFor(string number)
    {
        var lines = new List<TrunkSettings>();
        foreach (var (prefix, line) in _prefixes)
        {
            if (number.StartsWith(prefix, StringComparison.Ordinal) && !lines.Contains(line))
            {
                lines.Add(line);
            }
        }
        if (number.StartsWith('+') || ServiceNumbers.IsOne(number, Document.Company.Country))
        {
            lines.AddRange(_openCarriers);
        }
        return lines;
    }

    private void AddUsers()
    {
        // A user's own numbers win over another user's number in Teams, should a document give one to both.
        foreach (var user in Document.Users)
        {
            Add(user.Extension, user);
            Add(user.Number, user);
        }
        var byId = Document.Users.ToDictionary(u => u.Id, StringComparer.Ordinal);
        foreach (var number in Document.Numbers)
        {
            Add(number.Number, byId[number.User]);
        }
        foreach (var user in Document.Users)
        {
            Add(user.Teams?.Number ?? "", user);
        }
    }

    private void Add(string number, UserSettings user)
    {
        if (Reader.Read(number, NumberInFormat.E164, Document.Company.Country) is { } key)
        {
            _users.TryAdd(key, user);
        }
        // An extension stays what it is, however much it looks like a number with its country code.
        if (number.Length > 0)
        {
            _users.TryAdd(number, user);
        }
    }

    private void AddLines()
    {
        foreach (var line in Document.Lines.OfType<TrunkSettings>())
        {
            _prefixes.AddRange(line.Prefixes.Select(p => new LinePrefix(p, line)));
            if (line is { Kind: LineKind.Carrier, Prefixes.Count: 0 })
            {
                _openCarriers.Add(line);
            }
        }
        var longestFirst = _prefixes.OrderByDescending(p => p.Prefix.Length).ToList();
        _prefixes.Clear();
        _prefixes.AddRange(longestFirst);
    }

    private readonly record struct LinePrefix(string Prefix, TrunkSettings Line);
}
