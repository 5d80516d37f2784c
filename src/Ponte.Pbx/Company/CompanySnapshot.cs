using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;
using Ponte.Pbx.Document.Reading;
using Ponte.Pbx.Numbers;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Company;

/// <summary>
/// The company document made ready for calls: immutable, built once when a document comes into force and swapped at once. A call keeps
/// the snapshot that it began with.
/// </summary>
public sealed class CompanySnapshot
{
    /// <summary>The longest extension of the document.</summary>
    private const int MaxShortDigits = 7;

    private readonly Dictionary<string, UserSettings> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserSettings> _usersById;
    private readonly Dictionary<string, ClassSettings> _classes;
    private readonly FrozenDictionary<string, Calendar> _calendars;
    private readonly FrozenDictionary<string, RoomSettings> _rooms;
    private readonly FrozenDictionary<string, FlowSettings> _flows;
    private readonly FrozenDictionary<string, FlowSettings> _flowNumbers;
    private readonly FrozenDictionary<string, PromptSettings> _prompts;
    private readonly FrozenDictionary<string, Mailbox> _boxes;
    private readonly FrozenDictionary<string, Mailbox> _boxNumbers;
    private readonly ImmutableArray<TrunkSettings> _trunks;

    /// <summary>Builds the snapshot.</summary>
    /// <param name="document">The document.</param>
    /// <param name="feeds">The days that feeds brought to calendars; null for none.</param>
    public CompanySnapshot(CompanyDocument document, FeedBook? feeds = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        Reader = new NumberReader(document.Company.AreaCode);
        _usersById = document.Users.ToDictionary(u => u.Id, StringComparer.Ordinal);
        _classes = Words
            .Categories.Select(c => new ClassSettings { Name = c.Key, UpTo = c.Value })
            .Concat(document.Classes)
            .ToDictionary(c => c.Name, StringComparer.Ordinal);
        _calendars = document.Calendars.ToFrozenDictionary(
            c => c.Name,
            c => Calendar.Of(c, document.Company, feeds?.Of(c.Name) ?? []),
            StringComparer.Ordinal
        );
        _rooms = document.Rooms.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
        _flows = document
            .Flows.Concat(document.Rooms.Select(r => new FlowSettings { Name = FlowOfRoom(r.Id), Steps = [new RoomStep(r.Id)] }))
            .ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
        _flowNumbers = document
            .Numbers.Where(n => n.User.Length == 0)
            .Select(n => (n.Number, Flow: n.Room.Length > 0 ? FlowOfRoom(n.Room) : n.Flow))
            .Concat(document.Rooms.Where(r => r.Extension.Length > 0).Select(r => (r.Extension, FlowOfRoom(r.Id))))
            .ToFrozenDictionary(n => n.Item1, n => _flows[n.Item2], StringComparer.Ordinal);
        _prompts = DefaultPrompts.And(document.Prompts).ToFrozenDictionary(StringComparer.Ordinal);
        var groups = document.Mailboxes.Select(b => Mailbox.Of(b, document.Company)).ToList();
        _boxes = document
            .Users.Select(u => Mailbox.Of(u, document.Company))
            .OfType<Mailbox>()
            .Concat(groups)
            .ToFrozenDictionary(b => b.Id, StringComparer.Ordinal);
        _boxNumbers = groups.Where(b => b.Number.Length > 0).ToFrozenDictionary(b => b.Number, StringComparer.Ordinal);
        Zone = DateTimeZoneProviders.Tzdb[document.Company.TimeZone];
        _trunks = [.. document.Lines.OfType<TrunkSettings>()];
        AddUsers();
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

    /// <summary>A calendar; null where there is none of that name.</summary>
    public Calendar? CalendarOf(string name) => _calendars.GetValueOrDefault(name);

    /// <summary>A room; null where there is none of that key.</summary>
    public RoomSettings? RoomOf(string id) => _rooms.GetValueOrDefault(id);

    /// <summary>A flow; null where there is none of that name.</summary>
    public FlowSettings? FlowOf(string name) => _flows.GetValueOrDefault(name);

    /// <summary>The flow that a number leads to; null where it leads to none.</summary>
    /// <param name="number">In the inside form.</param>
    public FlowSettings? FlowAt(string number) => _flowNumbers.GetValueOrDefault(number);

    /// <summary>The boxes for messages.</summary>
    public IEnumerable<Mailbox> Mailboxes => _boxes.Values;

    /// <summary>A box for messages; null where there is none of that key.</summary>
    /// <param name="id">The key of a user or of a mailbox.</param>
    public Mailbox? MailboxOf(string id) => _boxes.GetValueOrDefault(id);

    /// <summary>The box at whose number callers leave messages at once; null where there is none.</summary>
    /// <param name="number">In the inside form.</param>
    public Mailbox? MailboxAt(string number) => _boxNumbers.GetValueOrDefault(number);

    /// <summary>A prompt, the company's own or one that is always there; null where there is none of that name.</summary>
    public PromptSettings? PromptOf(string name) => _prompts.GetValueOrDefault(name);

    /// <summary>The company's time zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The line of kind teams that a user belongs to; null where there is none.</summary>
    public TeamsSettings? TeamsLineOf(TeamsUserSettings user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Document
            .Lines.OfType<TeamsSettings>()
            .FirstOrDefault(l => l.Tenants.Prepend(l.Fqdn).Contains(user.Fqdn, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The country by which a line's numbers are read and its callers hear tones.</summary>
    public string CountryOf(LineSettings line) =>
        line is TrunkSettings { Country.Length: > 0 } trunk ? trunk.Country : Document.Company.Country;

    /// <summary>The user with this key; null where there is none.</summary>
    public UserSettings? UserById(string id) => _usersById.GetValueOrDefault(id);

    /// <summary>The class of service of this name, one that is always there or the company's own.</summary>
    public ClassSettings ClassOf(string name) => _classes[name];

    /// <summary>
    /// The lines that a number may leave by, in the order in which they are tried: the longest prefix or range that fits, then the
    /// cheapest, then the order of the document. Carriers without a prefix take every outside number, exchanges none.
    /// </summary>
    /// <param name="number">In the inside form.</param>
    public IReadOnlyList<LineMatch> LinesFor(string number)
    {
        var isPublic = number.StartsWith('+') || ServiceNumbers.IsOne(number, Document.Company.Country);
        // Asked several times for each call, so without a query where few lines fit.
        var matches = new List<LineMatch>(_trunks.Length);
        foreach (var line in _trunks)
        {
            if (Match(line, number, isPublic) is { } match)
            {
                matches.Add(match);
            }
        }
        return matches.Count < 2 ? matches : [.. matches.OrderByDescending(m => m.Length).ThenBy(m => m.Cost)];
    }

    /// <summary>
    /// Whether what was dialled is a short number of an exchange, by range or prefix. It goes before a number of the own area without its
    /// area code, which may look alike.
    /// </summary>
    public bool IsShortOfExchange(string dialled) => dialled.Length <= MaxShortDigits && !dialled.StartsWith('+') && IsOfExchange(dialled);

    /// <summary>Whether a number leads to an exchange before all.</summary>
    public bool IsOfExchange(string number) => IsInRange(number, LineKind.Pbx) || (LinesFor(number) is [{ Line.Kind: LineKind.Pbx }, ..]);

    /// <summary>Whether a number belongs to the company for certain: a user's, a flow's, or in a range.</summary>
    public bool IsInternal(string number) =>
        UserOf(number) is not null
        || FlowAt(number) is not null
        || MailboxAt(number) is not null
        || IsInRange(number, LineKind.Pbx)
        || IsInRange(number, LineKind.Carrier);

    /// <summary>Whether a number is in the range of a carrier's line: the company's, with nobody behind it unless a user or an exchange has it.</summary>
    public bool IsUnassigned(string number) => IsInRange(number, LineKind.Carrier);

    /// <summary>The name of the flow that leads into a room and does nothing else; none of the document has a blank in it.</summary>
    private static string FlowOfRoom(string id) => $"room {id}";

    private bool IsInRange(string number, LineKind kind)
    {
        foreach (var line in _trunks)
        {
            if (line.Kind == kind && RangeOf(line, number) is not null)
            {
                return true;
            }
        }
        return false;
    }

    private static NumberRange? RangeOf(TrunkSettings line, string number)
    {
        foreach (var range in line.Ranges)
        {
            if (range.Contains(number))
            {
                return range;
            }
        }
        return null;
    }

    private static LineMatch? Match(TrunkSettings line, string number, bool isPublic)
    {
        var cost = CostOf(line, number);
        if (line.Kind == LineKind.Pbx && RangeOf(line, number) is { } range)
        {
            return new LineMatch(line, range.ToString(), number.Length, cost);
        }
        if (PrefixList.Longest(line.Prefixes, number) is { } prefix)
        {
            return new LineMatch(line, prefix, prefix.Length, cost);
        }
        return isPublic && line is { Kind: LineKind.Carrier, Prefixes.Count: 0 } ? new LineMatch(line, "", 0, cost) : null;
    }

    private static int CostOf(TrunkSettings line, string number)
    {
        var (length, cost) = (-1, 0);
        foreach (var costs in line.Costs)
        {
            if (costs.Prefix.Length > length && number.StartsWith(costs.Prefix, StringComparison.Ordinal))
            {
                (length, cost) = (costs.Prefix.Length, costs.Cost);
            }
        }
        return cost;
    }

    private void AddUsers()
    {
        // A user's own numbers win over another user's number in Teams, should a document give one to both.
        foreach (var user in Document.Users)
        {
            Add(user.Extension, user);
            Add(user.Number, user);
        }
        foreach (var number in Document.Numbers.Where(n => n.User.Length > 0))
        {
            Add(number.Number, _usersById[number.User]);
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
}
