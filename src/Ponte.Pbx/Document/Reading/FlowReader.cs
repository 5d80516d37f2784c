namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the section <c>flows</c>, and checks what holds between flows.</summary>
internal static class FlowReader
{
    private const string Mend = "give a list of steps such as [ { say: welcome }, { user: mrossi } ]";

    /// <summary>The flows; a flow is its steps, or a mapping with <c>steps</c> where it has other fields.</summary>
    public static List<FlowSettings> Read(
        FieldReader root,
        FlowNames names,
        SecretReader secrets,
        CrossChecks cross,
        Func<string, string?> classComplaint
    )
    {
        var flows = new List<FlowSettings>();
        if (root.Map("flows", "give flows by their names") is not { } section)
        {
            return flows;
        }
        foreach (var key in section.Node.Entries.Select(e => e.Key))
        {
            cross.Name(key, section.PathOf(key.Text));
            if (section.Take(key.Text) is not { } node)
            {
                section.Complain(key.Text, key, $"is empty; {Mend}");
                continue;
            }
            var steps = new FlowStepReader(names, secrets);
            var hasFields = node.Kind == YamlKind.Mapping && node.Entries.Any(e => e.Key.Text is "steps" or "class");
            var fields = hasFields ? section.Map(key.Text, Mend)! : null;
            var flow = new FlowSettings
            {
                Name = key.Text,
                Class = fields?.Text("class", classComplaint) ?? LineSettings.DefaultClass,
                Steps = fields is null ? steps.Read(section, key.Text, 0) : steps.Read(fields, "steps", 0),
            };
            fields?.End();
            if ((fields is null ? node : fields.Take("steps")) is null or { Kind: YamlKind.Sequence, Items.Count: 0 })
            {
                section.Complain(key.Text, node, $"has no steps; {Mend}");
            }
            flows.Add(flow);
        }
        foreach (var circle in FlowCircles.In(flows))
        {
            section.Complain(
                circle[0],
                section.Take(circle[0])!,
                $"goes round without a step that waits for the caller: {string.Join(" → ", circle)}; add a menu, or hang up"
            );
        }
        return flows;
    }
}
