namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the steps of one flow.</summary>
internal sealed class FlowStepReader(FlowNames names, SecretReader secrets)
{
    private const int MaxSteps = 500;
    private const int MaxDepth = 8;
    private const int MaxSpeech = 16;
    private const int MaxRetries = 9;
    private const int MaxDigits = 40;
    private const int MaxFields = 32;
    private const string Mend = "give a list of steps such as [ { say: welcome }, { user: mrossi } ]";
    private const string WaitMend = "give 1s to 60s";
    private const string SayMend = "give the name of a prompt, or for instance { text: \"Buongiorno\" }";
    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxRing = TimeSpan.FromMinutes(3);

    /// <summary>The fields that say which step it is; the first one that is there counts.</summary>
    private static readonly string[] Kinds =
    [
        "calendar",
        "menu",
        "collect",
        "set",
        "when",
        "lookup",
        "webhook",
        "user",
        "extension",
        "number",
        "voicemail",
        "room",
        "record",
        "mail",
        "announce",
        "hangUp",
        "flow",
        "say",
    ];

    private int _count;

    /// <summary>The steps below a key.</summary>
    public ValueList<FlowStep> Read(FieldReader parent, string key, int depth)
    {
        var steps = new List<FlowStep>();
        foreach (var fields in parent.Maps(key, Mend))
        {
            if (++_count > MaxSteps || depth > MaxDepth)
            {
                fields.ComplainOfAll($"is too much; a flow has at most {MaxSteps} steps, {MaxDepth} within each other");
                break;
            }
            if (steps.Count > 0 && !steps[^1].GoesOn)
            {
                fields.ComplainOfAll("is never reached, because the step before it never goes on; remove one of them");
                break;
            }
            if (Step(fields, depth) is { } step)
            {
                steps.Add(step);
            }
        }
        return [.. steps];
    }

    private FlowStep? Step(FieldReader fields, int depth)
    {
        var kind = Array.Find(Kinds, k => fields.Take(k) is not null);
        if (kind is null)
        {
            var known = $"known are {string.Join(", ", Kinds)}";
            var first = fields.Node.Entries.Count > 0 ? fields.Node.Entries[0].Key.Text : "";
            fields.ComplainOfAll($"is no step; {(Nearest.To(first, Kinds) is { } near ? $"did you mean {near}?" : known)}");
            return null;
        }
        var step = Of(kind, fields, depth);
        fields.End();
        return step;
    }

    private FlowStep Of(string kind, FieldReader fields, int depth) =>
        kind switch
        {
            "calendar" => new CalendarStep(fields.Text(kind, names.Calendar) ?? "")
            {
                Branches = Branches(fields, Words.Outcomes.Keys, depth),
            },
            "menu" => Menu(fields, depth),
            "collect" => Collect(fields, depth),
            "set" => Set(fields),
            "when" => When(fields, depth),
            "lookup" => Lookup(fields, depth),
            "webhook" => Service(fields, new WebhookStep(Address(fields, kind)), kind, depth),
            "user" => Ring(fields, new UserStep(fields.Text(kind, names.User) ?? ""), depth),
            "extension" => Ring(fields, new ExtensionStep(fields.Text(kind, names.Template) ?? ""), depth),
            "number" => Ring(fields, new NumberStep(fields.Text(kind, Checks.AnyNumber) ?? ""), depth),
            "voicemail" => new VoicemailStep(fields.Text(kind, names.Box) ?? "")
            {
                Branches = Branches(fields, [FlowOutcome.Unreachable], depth),
            },
            "room" => new RoomStep(fields.Text(kind, names.Room) ?? "")
            {
                Branches = Branches(fields, [FlowOutcome.Busy, FlowOutcome.Wrong], depth),
            },
            "record" => new RecordStep(fields.Text(kind, names.Kept) ?? "")
            {
                Branches = Branches(fields, [FlowOutcome.TooShort, FlowOutcome.Failed], depth),
            },
            "mail" => Mail(fields, depth),
            "announce" => new SayStep(Speech(fields, kind), BeforeAnswer: true),
            "hangUp" => new HangUpStep(fields.Choice(kind, Words.Endings) ?? FlowEnding.Normal),
            "flow" => new GoToStep(fields.Text(kind, names.Flow) ?? ""),
            _ => new SayStep(Speech(fields, kind), BeforeAnswer: false),
        };

    private MenuStep Menu(FieldReader fields, int depth)
    {
        const string mend = "give for instance { \"1\": { user: mrossi } }";
        var keys = new List<FlowBranch>();
        if (fields.Map("keys", mend) is { } map)
        {
            foreach (var key in map.Node.Entries.Select(e => e.Key))
            {
                var steps = Read(map, key.Text, depth + 1);
                if (key.Text is not [(>= '0' and <= '9') or '*' or '#'])
                {
                    map.Complain(key.Text, key, $"{FieldReader.Shown(key.Text)} is no key; give one of 0 to 9, *, # in quotes");
                }
                else if (steps.Count > 0)
                {
                    keys.Add(new FlowBranch(key.Text, steps));
                }
            }
        }
        if (fields.Take("keys") is null or { Kind: YamlKind.Mapping, Entries.Count: 0 })
        {
            fields.Missing("keys", mend);
        }
        return new MenuStep(Speech(fields, "menu"))
        {
            Wait = fields.Duration("wait", MinWait, MaxWait, WaitMend) ?? MenuStep.DefaultWait,
            Retries = fields.Integer("retries", 0, MaxRetries, $"give 0 to {MaxRetries}") ?? MenuStep.DefaultRetries,
            BargeIn = fields.Flag("bargeIn") ?? true,
            Branches = [.. keys, .. Branches(fields, [FlowOutcome.NoInput, FlowOutcome.Wrong], depth)],
        };
    }

    private CollectStep Collect(FieldReader fields, int depth)
    {
        var minimum = fields.Integer("min", 1, MaxDigits, $"give 1 to {MaxDigits}") ?? 1;
        return new CollectStep(fields.Text("collect", FlowNames.NewVariable) ?? "", fields.Take("say") is null ? [] : Speech(fields, "say"))
        {
            Minimum = minimum,
            Maximum =
                fields.Integer("max", minimum, MaxDigits, $"give {minimum} to {MaxDigits}")
                ?? Math.Max(minimum, CollectStep.DefaultMaximum),
            EndKey = fields.Text("end", t => t is "#" or "*" ? null : "is neither # nor *") ?? CollectStep.DefaultEndKey,
            Wait = fields.Duration("wait", MinWait, MaxWait, WaitMend) ?? MenuStep.DefaultWait,
            Retries = fields.Integer("retries", 0, MaxRetries, $"give 0 to {MaxRetries}") ?? MenuStep.DefaultRetries,
            Branches = Branches(fields, [FlowOutcome.NoInput], depth),
        };
    }

    private SetStep Set(FieldReader fields)
    {
        var variable = fields.Text("set", FlowNames.NewVariable) ?? "";
        Func<string, string?> check =
            variable is Flows.FlowVariables.Language
                ? text => Words.Languages.ContainsKey(text) ? null : "is no language; give it or en"
                : names.Template;
        return new SetStep(variable, fields.RequiredText("to", "give the variable's value", check));
    }

    private WhenStep When(FieldReader fields, int depth)
    {
        const string mend = "give a list of values in quotes";
        var step = new WhenStep(
            fields.Text("when", names.Variable) ?? "",
            fields.Texts("is", mend, Checks.Length(100)),
            fields.Texts("begins", mend, Checks.Length(100))
        )
        {
            Branches = Branches(fields, [FlowOutcome.Then, FlowOutcome.Else], depth),
        };
        if (step.Is.Count + step.Begins.Count == 0)
        {
            fields.Missing("is", "give the values for then, or their beginnings in begins");
        }
        return step;
    }

    private MailStep Mail(FieldReader fields, int depth) =>
        new(
            fields.Texts("mail", "give an address, or a list of them", Checks.Mail),
            fields.RequiredText("subject", "give the subject of the mail", names.Template),
            fields.Text("text", names.Template) ?? "",
            fields.Flag("attach") ?? false
        )
        {
            Branches = Branches(fields, [FlowOutcome.Failed], depth),
        };

    private ServiceStep Lookup(FieldReader fields, int depth)
    {
        var step = new LookupStep(
            Address(fields, "lookup"),
            fields.RequiredText("path", "give where the value is in the answer, such as $.name", DirectoryChecks.NamePath),
            fields.RequiredText("into", "give the variable that gets the value", FlowNames.NewVariable)
        );
        return Service(fields, step, "lookup", depth);
    }

    private string Address(FieldReader fields, string key) => fields.Text(key, t => names.Template(t) ?? FlowNames.Address(t)) ?? "";

    private ServiceStep Service(FieldReader fields, ServiceStep step, string key, int depth)
    {
        var headers = DirectoryReader.ReadHeaders(fields, secrets);
        if (headers.Count > 0 && step.Url.Length > 0 && !DirectoryChecks.MayCarrySecrets(step.Url))
        {
            fields.Complain(
                key,
                fields.Take(key)!,
                $"{FieldReader.Shown(step.Url)} would carry the headers readable for everybody; give https://"
            );
        }
        return step with
        {
            Headers = headers,
            Fields = ServiceFields(fields),
            AllowLocal = fields.Flag("allowLocal") ?? false,
            Branches = Branches(fields, step.Outcomes.Where(o => o is not FlowOutcome.Done), depth),
        };
    }

    private ValueList<ServiceField> ServiceFields(FieldReader fields)
    {
        if (fields.Map("fields", "give names and values such as { customer: \"{code}\" }") is not { } map)
        {
            return [];
        }
        if (map.Node.Entries.Count > MaxFields)
        {
            fields.Complain("fields", map.Node, $"is too much; give at most {MaxFields}");
            return [];
        }
        return [.. map.Node.Entries.Select(e => new ServiceField(e.Key.Text, map.Text(e.Key.Text, names.Template) ?? ""))];
    }

    private RingStep Ring(FieldReader fields, RingStep step, int depth) =>
        step with
        {
            RingTime = fields.Duration("ring", MinWait, MaxRing, "give 1s to 3m"),
            Branches = Branches(fields, step.Outcomes, depth),
        };

    private ValueList<FlowBranch> Branches(FieldReader fields, IEnumerable<string> outcomes, int depth) =>
        [
            .. outcomes
                .Where(o => fields.Take(o) is not null)
                .Select(o => new FlowBranch(o, Read(fields, o, depth + 1)))
                .Where(b => b.Steps.Count > 0),
        ];

    /// <summary>A prompt's name, or a list of names and of mappings such as <c>{ digits: "{code}" }</c>.</summary>
    private ValueList<FlowSpeech> Speech(FieldReader fields, string key)
    {
        var speech = new List<FlowSpeech>();
        foreach (var (node, item) in fields.ScalarsAndMaps(key, SayMend))
        {
            if (speech.Count == MaxSpeech)
            {
                fields.Complain(key, node, $"is too much; at most {MaxSpeech} are said one after the other");
                break;
            }
            if (item is not null)
            {
                speech.AddRange(Words.Speeches.Where(s => item.Take(s.Key) is not null).Take(1).Select(s => Spoken(item, s.Key, s.Value)));
                item.End();
            }
            else if (names.Prompt(node.Text) is { } complaint)
            {
                fields.Complain(key, node, $"{FieldReader.Shown(node.Text)} {complaint}");
            }
            else
            {
                speech.Add(new FlowSpeech(FlowSpeechKind.Prompt, node.Text));
            }
        }
        return [.. speech];
    }

    private FlowSpeech Spoken(FieldReader fields, string key, FlowSpeechKind kind) =>
        new(kind, fields.Text(key, kind == FlowSpeechKind.Prompt ? names.Prompt : names.Template) ?? "");
}
