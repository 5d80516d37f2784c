namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the sections of a document and what holds between them.</summary>
internal sealed class DocumentReader
{
    private readonly FieldReader _root;
    private readonly CrossChecks _cross;

    private readonly SecretReader _secrets;

    private DocumentReader(YamlNode root, CompanyDocument? previous, ErrorList errors)
    {
        _secrets = new SecretReader(previous);
        _root = new FieldReader(errors, root, "");
        _cross = new CrossChecks(errors);
    }

    /// <summary>The document; what it lacks is in <paramref name="errors"/>, and then the result is of no use.</summary>
    public static CompanyDocument? Read(YamlNode root, CompanyDocument? previous, ErrorList errors)
    {
        if (root.Kind == YamlKind.Mapping)
        {
            return new DocumentReader(root, previous, errors).ReadSections();
        }
        errors.Add("", root, $"the document is {root.KindInWords}; give at least the section company");
        return null;
    }

    private CompanyDocument ReadSections()
    {
        var prompts = PromptReader.Read(_root, _cross);
        var recordings = new RecordingReader(prompts);
        var voicemails = new VoicemailReader(_secrets, prompts);
        var company = ReadCompany(recordings);
        _cross.Country = company.Country;
        var classes = PlanReader.Classes(_root, _cross);
        var lines = ReadLines(PlanReader.ClassComplaint(classes), recordings);
        var emergency = PlanReader.Emergency(_root, lines);
        _cross.Emergency(emergency);
        var calendars = ReadCalendars();
        var users = ReadUsers(
            new UserReader(_secrets, lines, PlanReader.ClassComplaint(classes), company, calendars, recordings, voicemails)
        );
        var boxes = voicemails.ReadSection(_root, users, _cross);
        var rooms = RoomReader.Read(_root, _secrets, _cross);
        var names = new FlowNames(_root.Take("flows"), prompts, users, boxes, calendars, company.Language, rooms);
        var numbers = ReadNumbers(names);
        var flows = FlowReader.Read(_root, names, _secrets, _cross, PlanReader.ClassComplaint(classes));
        var directories = ReadDirectories();
        var document = new CompanyDocument
        {
            Company = company,
            Lines = [.. lines],
            Users = [.. users.OrderBy(u => u.Id, StringComparer.Ordinal)],
            Mailboxes = [.. boxes.OrderBy(b => b.Id, StringComparer.Ordinal)],
            Numbers = [.. numbers.OrderBy(n => n.Number, StringComparer.Ordinal)],
            Classes = [.. classes.OrderBy(c => c.Name, StringComparer.Ordinal)],
            ShortCodes = PlanReader.ShortCodes(_root, _cross),
            Emergency = emergency,
            Blocked = PlanReader.Blocked(_root),
            Calendars = [.. calendars.OrderBy(c => c.Name, StringComparer.Ordinal)],
            Directories = [.. directories],
            Prompts = [.. prompts.OrderBy(p => p.Name, StringComparer.Ordinal)],
            Rooms = [.. rooms.OrderBy(r => r.Id, StringComparer.Ordinal)],
            Flows = [.. flows.OrderBy(f => f.Name, StringComparer.Ordinal)],
        };
        _root.End();
        return document;
    }

    private CompanySettings ReadCompany(RecordingReader recordings)
    {
        const string mend = "give at least name and country: company: { name: Rossi S.p.A., country: IT }";
        if (_root.Map("company", mend) is not { } fields)
        {
            if (_root.Take("company") is null)
            {
                _root.Missing("company", mend);
            }
            return new CompanySettings { Name = "", Country = "" };
        }
        var company = new CompanySettings
        {
            Name = fields.RequiredText("name", "give the company's name", Checks.Length(100)),
            Country = fields.RequiredText("country", "give two capital letters as in ISO 3166, for instance IT", Checks.Country),
            AreaCode = fields.Text("areaCode", Checks.AreaCode) ?? "",
            Language =
                fields.Text("language", t => Words.Languages.ContainsKey(t) ? null : "is none of it, en")
                ?? CompanySettings.DefaultLanguage,
            TimeZone = fields.Text("timeZone", Checks.TimeZone) ?? CompanySettings.DefaultTimeZone,
            Recording = recordings.Read(fields),
            HoldMusic = fields.Text("holdMusic", Checks.MusicFile) ?? "",
            ConferenceEndsWithInitiator = fields.Flag("conferenceEndsWithInitiator") ?? false,
            ParkTimeout =
                fields.Duration("parkTimeout", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), "give 10s to 1h, for instance 2m")
                ?? CompanySettings.DefaultParkTimeout,
        };
        fields.End();
        return company;
    }

    private List<LineSettings> ReadLines(Func<string, string?> classComplaint, RecordingReader recordings)
    {
        var lines = new List<LineSettings>();
        foreach (var (name, fields) in _root.Children("lines", "give its kind and its fields"))
        {
            _cross.Name(name, fields.Path);
            if (LineReader.Read(name.Text, fields, _secrets, classComplaint, recordings) is { } line)
            {
                _cross.Line(line, fields);
                lines.Add(line);
            }
        }
        return lines;
    }

    private List<CalendarSettings> ReadCalendars()
    {
        var calendars = new List<CalendarSettings>();
        foreach (var (name, fields) in _root.Children("calendars", "give for instance { open: [\"mon-fri 09:00-18:00\"], holidays: IT }"))
        {
            _cross.Name(name, fields.Path);
            var calendar = CalendarReader.Read(name.Text, fields, _secrets);
            _cross.Calendar(calendar, fields);
            calendars.Add(calendar);
        }
        return calendars;
    }

    private List<UserSettings> ReadUsers(UserReader reader)
    {
        var users = new List<UserSettings>();
        foreach (var (id, fields) in _root.Children("users", "give at least a name"))
        {
            _cross.Name(id, fields.Path);
            var user = reader.Read(id.Text, fields);
            _cross.User(user, fields);
            users.Add(user);
        }
        return users;
    }

    private List<NumberSettings> ReadNumbers(FlowNames names)
    {
        var numbers = new List<NumberSettings>();
        foreach (var (number, fields) in _root.Children("numbers", "give where it leads: { user: KEY }, { flow: KEY } or { room: KEY }"))
        {
            var flow = fields.Text("flow", names.Flow) ?? "";
            var room = fields.Text("room", names.Room) ?? "";
            var other =
                fields.Take("flow") is not null ? "flow"
                : fields.Take("room") is not null ? "room"
                : null;
            if ((other is null ? null : fields.Take("user")) is { } both)
            {
                fields.Complain("user", both, $"stands beside {other}; a number leads to one of them");
            }
            if (other is "flow" && fields.Take("room") is { } second)
            {
                fields.Complain("room", second, "stands beside flow; a number leads to one of them");
            }
            var user = other is not null
                ? ""
                : fields.RequiredText("user", "give the key of a user, or flow or room with the key of one", names.User);
            fields.End();
            _cross.Number(number, fields);
            numbers.Add(new NumberSettings(number.Text, user, flow, room));
        }
        return numbers;
    }

    private List<DirectorySettings> ReadDirectories()
    {
        var directories = new List<DirectorySettings>();
        foreach (var (name, fields) in _root.Children("directories", "give its kind and its fields"))
        {
            _cross.Directory(name, fields.Path);
            if (DirectoryReader.Read(name.Text, fields, _secrets) is { } directory)
            {
                directories.Add(directory);
            }
        }
        return directories;
    }
}
