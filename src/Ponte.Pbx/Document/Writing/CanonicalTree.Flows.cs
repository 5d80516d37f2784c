using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <content>The sections <c>prompts</c> and <c>flows</c>.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode Prompt(PromptSettings prompt)
    {
        var node = CanonicalNode.Mapping();
        foreach (var (language, text) in prompt.Texts)
        {
            node.With(language, text);
        }
        return node;
    }

    private static CanonicalNode Flows(ValueList<FlowSettings> flows)
    {
        var section = CanonicalNode.Mapping();
        foreach (var flow in flows)
        {
            var own = Unless(flow.Class, LineSettings.DefaultClass);
            _ =
                own.Length == 0
                    ? section.WithMappings(flow.Name, flow.Steps.Select(Step))
                    : section.With(flow.Name, CanonicalNode.Mapping().With("class", own).WithMappings("steps", flow.Steps.Select(Step)));
        }
        return section;
    }

    private static CanonicalNode Step(FlowStep step)
    {
        var node = CanonicalNode.Mapping();
        return step switch
        {
            CalendarStep s => Branches(node.With("calendar", s.Calendar), s),
            SayStep s => Speech(node, s.BeforeAnswer ? "announce" : "say", s.Speech),
            MenuStep s => Menu(node, s),
            CollectStep s => Collect(node, s),
            SetStep s => node.With("set", s.Variable).With("to", s.Value),
            WhenStep s => Branches(node.With("when", s.Variable).With("is", s.Is).With("begins", s.Begins), s),
            LookupStep s => Service(node.With("lookup", s.Url).With("path", s.Path).With("into", s.Variable), s),
            WebhookStep s => Service(node.With("webhook", s.Url), s),
            UserStep s => Ring(node.With("user", s.User), s),
            ExtensionStep s => Ring(node.With("extension", s.Extension), s),
            NumberStep s => Ring(node.With("number", s.Number), s),
            RecordStep s => Branches(node.With("record", s.Box), s),
            MailStep s => Branches(
                node.With("mail", s.To).With("subject", s.Subject).With("text", s.Text).With("attach", Flag(s.Attach)),
                s
            ),
            RoomStep s => Branches(node.With("room", s.Room), s),
            VoicemailStep s => Branches(node.With("voicemail", s.Box), s),
            HangUpStep s => node.With("hangUp", Words.Of(Words.Endings, s.Ending)),
            GoToStep s => node.With("flow", s.Flow),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A kind of step is not written."),
        };
    }

    private static CanonicalNode Menu(CanonicalNode node, MenuStep menu)
    {
        var keys = CanonicalNode.Mapping();
        foreach (var key in menu.Branches.Where(b => b.Outcome.Length == 1))
        {
            keys.WithMappings(key.Outcome, key.Steps.Select(Step));
        }
        Speech(node, "menu", menu.Speech)
            .With("keys", keys)
            .With("wait", Duration(menu.Wait, MenuStep.DefaultWait))
            .With("retries", menu.Retries == MenuStep.DefaultRetries ? "" : Number(menu.Retries))
            .With("bargeIn", Flag(menu.BargeIn, fallback: true));
        return Branches(node, menu);
    }

    private static CanonicalNode Collect(CanonicalNode node, CollectStep collect)
    {
        Speech(node.With("collect", collect.Variable), "say", collect.Speech)
            .With("min", collect.Minimum == 1 ? "" : Number(collect.Minimum))
            .With("max", collect.Maximum == CollectStep.DefaultMaximum ? "" : Number(collect.Maximum))
            .With("end", Unless(collect.EndKey, CollectStep.DefaultEndKey))
            .With("wait", Duration(collect.Wait, MenuStep.DefaultWait))
            .With("retries", collect.Retries == MenuStep.DefaultRetries ? "" : Number(collect.Retries));
        return Branches(node, collect);
    }

    private static CanonicalNode Service(CanonicalNode node, ServiceStep step)
    {
        var fields = CanonicalNode.Mapping();
        foreach (var (name, value) in step.Fields)
        {
            fields.With(name, value);
        }
        return Branches(
            node.With("fields", fields)
                .With("headers", CanonicalDirectories.Headers(step.Headers))
                .With("allowLocal", Flag(step.AllowLocal)),
            step
        );
    }

    private static CanonicalNode Ring(CanonicalNode node, RingStep step) =>
        Branches(node.With("ring", step.RingTime is { } time ? FieldReader.PrintDuration(time) : ""), step);

    private static CanonicalNode Branches(CanonicalNode node, FlowStep step)
    {
        foreach (var branch in step.Branches.Where(b => b.Outcome.Length > 1))
        {
            node.WithMappings(branch.Outcome, branch.Steps.Select(Step));
        }
        return node;
    }

    private static CanonicalNode Speech(CanonicalNode node, string key, ValueList<FlowSpeech> speech) =>
        speech switch
        {
            [{ Kind: FlowSpeechKind.Prompt } prompt] => node.With(key, prompt.Value),
            _ => node.WithMappings(key, speech.Select(s => CanonicalNode.Mapping().With(Words.Of(Words.Speeches, s.Kind), s.Value))),
        };
}
