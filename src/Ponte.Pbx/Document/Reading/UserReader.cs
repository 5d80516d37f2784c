using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads one user of the section <c>users</c>.</summary>
internal sealed class UserReader(
    SecretReader secrets,
    IReadOnlyList<LineSettings> lines,
    Func<string, string?> classComplaint,
    CompanySettings company,
    IReadOnlyList<CalendarSettings> calendars,
    RecordingReader recordings,
    VoicemailReader voicemails
)
{
    private const string RingMend = "give 5s to 3m, for instance 20s";
    private const string DelayMend = "give 1s to 1m, for instance 5s";
    private static readonly TimeSpan MinRing = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxRing = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);
    private readonly NumberReader _numbers = new(company.AreaCode);

    public UserSettings Read(string id, FieldReader fields)
    {
        var extension = fields.Text("extension", Checks.Extension) ?? "";
        var user = new UserSettings
        {
            Id = id,
            Name = fields.RequiredText("name", "give the name that others see", Checks.Length(100)),
            Extension = extension,
            Number = fields.Text("number", Checks.E164) ?? "",
            Teams = ReadTeams(fields),
            Devices = ReadDevices(fields, extension.Length > 0 ? extension : id, id),
            Twin = ReadTwin(fields),
            Class = fields.Text("class", classComplaint) ?? LineSettings.DefaultClass,
            CallerId = fields.Text("callerId", CallerId) ?? "",
            DoNotDisturb = fields.Flag("doNotDisturb") ?? false,
            CallWaiting = fields.Flag("callWaiting") ?? true,
            Pin = secrets.Optional(fields, "pin", Checks.Pin),
            Recording = recordings.Read(fields),
            PickupGroups = fields.Texts("pickupGroups", "give a list of names such as [sales]", Checks.Group),
        };
        user = user with { Voicemail = voicemails.ReadUser(fields, user.Teams?.Upn ?? "") };
        user = user with { Forward = ReadForward(fields, user) };
        fields.End();
        return user;
    }

    private static string? CallerId(string text) =>
        text is UserSettings.Anonymous || Checks.E164(text) is null
            ? null
            : "is no caller number; give + and 7 to 15 digits in quotes, or anonymous";

    private TeamsUserSettings? ReadTeams(FieldReader user)
    {
        if (user.Map("teams", "give at least the number assigned in Teams") is not { } fields)
        {
            return null;
        }
        var number = fields.Text("number", Checks.TeamsNumber);
        if (fields.Take("number") is null && user.Text("number") is null)
        {
            fields.Missing("number", "give the number assigned in Teams, or the user a number");
        }
        var teams = new TeamsUserSettings
        {
            Number = number ?? user.Text("number") ?? "",
            Upn = fields.Text("upn", Checks.Upn) ?? "",
            Fqdn = fields.Text("fqdn")?.ToLowerInvariant() ?? lines.OfType<TeamsSettings>().FirstOrDefault()?.Fqdn ?? "",
        };
        CrossChecks.TeamsUser(teams, fields, lines);
        fields.End();
        return teams;
    }

    private ValueList<DeviceSettings> ReadDevices(FieldReader user, string loginPrefix, string id)
    {
        var devices = new List<DeviceSettings>();
        foreach (var (name, fields) in user.Children("devices", "give at least its password"))
        {
            if (Checks.DeviceName(name.Text) is { } complaint)
            {
                user.Complain($"devices.{name.Text}", name, $"{FieldReader.Shown(name.Text)} {complaint}");
            }
            var login = $"{loginPrefix}-{name.Text}";
            var password = secrets.Required(fields, "password", text => Checks.Password(text, login, loginPrefix, id));
            var codecs = fields.Codecs();
            devices.Add(
                new DeviceSettings
                {
                    Name = name.Text,
                    Login = login,
                    Password = password,
                    Delay = fields.Duration("delay", MinDelay, MaxDelay, DelayMend) ?? TimeSpan.Zero,
                    Hours = fields.Text("hours", CalendarComplaint) ?? "",
                    Codecs = codecs.Count > 0 ? codecs : DeviceSettings.DefaultCodecs,
                    Srtp = fields.Choice("srtp", Words.MediaSecurities) ?? default,
                    Fax = fields.Choice("fax", Words.FaxModes) ?? default,
                }
            );
            fields.End();
        }
        return [.. devices.OrderBy(d => d.Name, StringComparer.Ordinal)];
    }

    private TwinSettings ReadTwin(FieldReader user)
    {
        var twin = new TwinSettings();
        if (user.Map("twin", "give for instance { teamsMissedCall: false }") is not { } fields)
        {
            return twin;
        }
        twin = new TwinSettings
        {
            Together = fields.Flag("together") ?? twin.Together,
            TeamsMissedCall = fields.Flag("teamsMissedCall") ?? twin.TeamsMissedCall,
            BusyStops = fields.Flag("busyStops") ?? twin.BusyStops,
            DeclineStops = fields.Flag("declineStops") ?? twin.DeclineStops,
            RingTime = fields.Duration("ringTime", MinRing, MaxRing, RingMend),
            TeamsDelay = fields.Duration("teamsDelay", MinDelay, MaxDelay, DelayMend) ?? twin.TeamsDelay,
            TeamsHours = fields.Text("teamsHours", CalendarComplaint) ?? "",
        };
        fields.End();
        return twin;
    }

    private string? CalendarComplaint(string text) =>
        calendars.Any(c => c.Name.Equals(text, StringComparison.Ordinal)) ? null
        : Nearest.To(text, calendars.Select(c => c.Name)) is { } near ? $"is no calendar; did you mean {near}?"
        : "is no calendar; give the name of one in the section calendars";

    private ForwardSettings ReadForward(FieldReader userFields, UserSettings user)
    {
        if (userFields.Map("forward", "give for instance { busy: \"202\" }") is not { } fields)
        {
            return new ForwardSettings();
        }
        string Target(FieldReader from, string key) => from.Text(key, text => ForwardComplaint(text, user)) ?? "";
        var forward = new ForwardSettings
        {
            Always = Target(fields, "always"),
            Busy = Target(fields, "busy"),
            Unreachable = Target(fields, "unreachable"),
        };
        if (fields.Take("noAnswer") is { Kind: YamlKind.Scalar })
        {
            forward = forward with { NoAnswer = Target(fields, "noAnswer") };
        }
        else if (fields.Map("noAnswer", "give where to, and after which time: { to: \"202\", after: 15s }") is { } noAnswer)
        {
            noAnswer.RequiredText("to", "give a number, or voicemail");
            forward = forward with
            {
                NoAnswer = Target(noAnswer, "to"),
                NoAnswerAfter = noAnswer.Duration("after", MinRing, MaxRing, RingMend) ?? ForwardSettings.DefaultNoAnswerAfter,
            };
            noAnswer.End();
        }
        fields.End();
        return forward;
    }

    private string? ForwardComplaint(string text, UserSettings user)
    {
        if (text is ForwardSettings.Voicemail)
        {
            return user.Teams is null && user.Voicemail is null
                ? "is neither here nor in Teams for this user; give the user voicemail: {}, or a number"
                : null;
        }
        if (_numbers.Read(text, NumberInFormat.National, company.Country) is not { } number)
        {
            return "is no number; give one as the user would dial it, in quotes, or voicemail";
        }
        string[] own = [user.Extension, user.Number, user.Teams?.Number ?? ""];
        return own.Contains(text, StringComparer.Ordinal) || own.Contains(number, StringComparer.Ordinal)
            ? "is the user's own number; give another one"
            : null;
    }
}
