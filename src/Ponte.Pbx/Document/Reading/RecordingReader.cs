using Ponte.Calls.Routing;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the part <c>recording</c> of the company, a line or a user.</summary>
internal sealed class RecordingReader(IReadOnlyList<PromptSettings> prompts)
{
    private const int MaxDays = 3650;
    private const string CallsMend = "give a list of inbound, outbound, internal";
    private readonly PromptNames _prompts = new(prompts);

    public RecordingSettings? Read(FieldReader owner)
    {
        if (owner.Map("recording", "give for instance { when: always, announcement: recorded }") is not { } fields)
        {
            return null;
        }
        if (fields.Take("when") is null)
        {
            fields.Missing("when", "give always, onDemand or never");
        }
        var calls = fields.List(
            "calls",
            CallsMend,
            text => (Words.Directions.TryGetValue(text, out var one) ? (object)one : null, $"is no kind of call; {CallsMend}")
        );
        var settings = new RecordingSettings
        {
            When = fields.Choice("when", Words.RecordingModes) ?? RecordingMode.Never,
            Announcement = fields.Text("announcement", _prompts.Complaint) ?? "",
            Calls = calls.Count > 0 ? [.. calls.Cast<CallDirection>().Distinct().Order()] : RecordingSettings.DefaultCalls,
            KeepDays = fields.IsOff("keepDays")
                ? null
                : fields.Integer("keepDays", 1, MaxDays, "give 1 to 3650 days, or off") ?? RecordingSettings.DefaultKeepDays,
        };
        fields.End();
        return settings;
    }
}
