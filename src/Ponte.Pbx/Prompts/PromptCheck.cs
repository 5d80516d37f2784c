using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Prompts;

/// <summary>Finds what flows shall say and nobody can: neither recorded, nor is there an engine that speaks.</summary>
public static class PromptCheck
{
    /// <summary>What is wrong with a document; nothing where no number leads to a flow.</summary>
    /// <param name="document">The document.</param>
    /// <param name="files">The files.</param>
    public static IEnumerable<string> Faults(CompanyDocument document, PromptFiles files)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(files);
        if (files.CanSpeak || document.Numbers.All(n => n.Flow.Length == 0))
        {
            return [];
        }
        var steps = document.Flows.SelectMany(f => All(f.Steps).Select(s => (Flow: f.Name, Step: s))).ToList();
        var languages = steps
            .Select(s => s.Step)
            .OfType<SetStep>()
            .Where(s => s.Variable is FlowVariables.Language)
            .Select(s => s.Value)
            .Append(document.Company.Language)
            .Distinct(StringComparer.Ordinal);
        var speech = steps.SelectMany(s => Speech(s.Step).Select(said => (s.Flow, said.Kind, said.Value))).ToList();
        var prompts = speech.Where(s => s.Kind == FlowSpeechKind.Prompt).Select(s => s.Value).Distinct(StringComparer.Ordinal).ToList();
        var spoken = speech.Where(s => s.Kind != FlowSpeechKind.Prompt).Select(s => s.Flow).Distinct(StringComparer.Ordinal);
        var texts = DefaultPrompts.And(document.Prompts);
        return languages
            .SelectMany(l => prompts.Select(p => new SpokenPiece(l, texts.GetValueOrDefault(p)?.In(l) ?? "", p)))
            .Where(p => files.Ready(p) is null)
            .Select(p =>
                $"prompts.{p.Prompt}: is not recorded in {p.Language}, and no speech engine is there to say it; install espeak-ng, or record {files.RecordingOf(p.Language, p.Prompt)}"
            )
            .Concat(
                spoken.Select(f => $"flows.{f}: says texts, digits, numbers or dates, and no speech engine is there; install espeak-ng")
            );
    }

    private static IEnumerable<FlowStep> All(IEnumerable<FlowStep> steps) =>
        steps.SelectMany(s => s.Branches.SelectMany(b => All(b.Steps)).Prepend(s));

    private static ValueList<FlowSpeech> Speech(FlowStep step) =>
        step switch
        {
            SayStep say => say.Speech,
            MenuStep menu => menu.Speech,
            CollectStep collect => collect.Speech,
            _ => [],
        };
}
