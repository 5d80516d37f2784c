using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Document.Reading;

/// <summary>The words of the document for the values of enumerations; reading and writing share them.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, LineKind> LineKinds = new Dictionary<string, LineKind>(StringComparer.Ordinal)
    {
        ["carrier"] = LineKind.Carrier,
        ["pbx"] = LineKind.Pbx,
        ["teams"] = LineKind.Teams,
    };

    public static readonly IReadOnlyDictionary<string, DirectoryKind> DirectoryKinds = new Dictionary<string, DirectoryKind>(
        StringComparer.Ordinal
    )
    {
        ["csv"] = DirectoryKind.Csv,
        ["ldap"] = DirectoryKind.Ldap,
        ["http"] = DirectoryKind.Http,
    };

    public static readonly IReadOnlyDictionary<string, NumberInFormat> InFormats = new Dictionary<string, NumberInFormat>(
        StringComparer.Ordinal
    )
    {
        ["national"] = NumberInFormat.National,
        ["e164"] = NumberInFormat.E164,
    };

    public static readonly IReadOnlyDictionary<string, NumberOutFormat> OutFormats = new Dictionary<string, NumberOutFormat>(
        StringComparer.Ordinal
    )
    {
        ["e164"] = NumberOutFormat.E164,
        ["digits"] = NumberOutFormat.Digits,
        ["international"] = NumberOutFormat.International,
        ["national"] = NumberOutFormat.National,
        ["significant"] = NumberOutFormat.Significant,
    };

    public static readonly IReadOnlyDictionary<string, CalendarOutcome> Outcomes = new Dictionary<string, CalendarOutcome>(
        StringComparer.Ordinal
    )
    {
        ["active"] = CalendarOutcome.Active,
        ["overtime"] = CalendarOutcome.Overtime,
        ["active1"] = CalendarOutcome.Active1,
        ["active2"] = CalendarOutcome.Active2,
        ["active3"] = CalendarOutcome.Active3,
        ["outOfService"] = CalendarOutcome.OutOfService,
    };

    /// <summary>The fields of a calendar for its weekly hours.</summary>
    public static readonly IReadOnlyDictionary<string, CalendarOutcome> OpenOutcomes = new Dictionary<string, CalendarOutcome>(
        StringComparer.Ordinal
    )
    {
        ["open"] = CalendarOutcome.Active,
        ["active1"] = CalendarOutcome.Active1,
        ["active2"] = CalendarOutcome.Active2,
        ["active3"] = CalendarOutcome.Active3,
    };

    public static readonly IReadOnlyDictionary<string, string> Languages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["it"] = "it",
        ["en"] = "en",
    };

    public static readonly IReadOnlyDictionary<string, FlowEnding> Endings = new Dictionary<string, FlowEnding>(StringComparer.Ordinal)
    {
        ["normal"] = FlowEnding.Normal,
        ["busy"] = FlowEnding.Busy,
        ["declined"] = FlowEnding.Declined,
        ["unavailable"] = FlowEnding.Unavailable,
    };

    public static readonly IReadOnlyDictionary<string, FlowSpeechKind> Speeches = new Dictionary<string, FlowSpeechKind>(
        StringComparer.Ordinal
    )
    {
        ["prompt"] = FlowSpeechKind.Prompt,
        ["text"] = FlowSpeechKind.Text,
        ["digits"] = FlowSpeechKind.Digits,
        ["number"] = FlowSpeechKind.Number,
        ["date"] = FlowSpeechKind.Date,
    };

    public static readonly IReadOnlyDictionary<string, CallCategory> Categories = new Dictionary<string, CallCategory>(
        StringComparer.Ordinal
    )
    {
        ["internal"] = CallCategory.Internal,
        ["local"] = CallCategory.Local,
        ["national"] = CallCategory.National,
        ["mobile"] = CallCategory.Mobile,
        ["international"] = CallCategory.International,
        ["premium"] = CallCategory.Premium,
    };

    public static readonly IReadOnlyDictionary<string, ForwardHeader> ForwardHeaders = new Dictionary<string, ForwardHeader>(
        StringComparer.Ordinal
    )
    {
        ["diversion"] = ForwardHeader.Diversion,
        ["historyInfo"] = ForwardHeader.HistoryInfo,
        ["none"] = ForwardHeader.None,
    };

    public static readonly IReadOnlyDictionary<string, FaxMode> FaxModes = new Dictionary<string, FaxMode>(StringComparer.Ordinal)
    {
        ["t38"] = FaxMode.T38,
        ["audio"] = FaxMode.Audio,
    };

    public static readonly IReadOnlyDictionary<string, MediaSecurity> MediaSecurities = new Dictionary<string, MediaSecurity>(
        StringComparer.Ordinal
    )
    {
        ["off"] = MediaSecurity.Off,
        ["optional"] = MediaSecurity.Optional,
        ["required"] = MediaSecurity.Required,
    };

    public static readonly IReadOnlyDictionary<string, ShortCodeFunction> Functions = new Dictionary<string, ShortCodeFunction>(
        StringComparer.Ordinal
    )
    {
        ["pickUp"] = ShortCodeFunction.PickUp,
        ["park"] = ShortCodeFunction.Park,
        ["retrieve"] = ShortCodeFunction.Retrieve,
        ["takeOver"] = ShortCodeFunction.TakeOver,
        ["doNotDisturb"] = ShortCodeFunction.DoNotDisturb,
        ["forwardAlways"] = ShortCodeFunction.ForwardAlways,
        ["forwardBusy"] = ShortCodeFunction.ForwardBusy,
        ["forwardNoAnswer"] = ShortCodeFunction.ForwardNoAnswer,
        ["forwardUnreachable"] = ShortCodeFunction.ForwardUnreachable,
        ["dayNight"] = ShortCodeFunction.DayNight,
        ["hideNumber"] = ShortCodeFunction.HideNumber,
        ["showNumber"] = ShortCodeFunction.ShowNumber,
        ["pin"] = ShortCodeFunction.Pin,
        ["callBack"] = ShortCodeFunction.CallBack,
        ["confer"] = ShortCodeFunction.Confer,
        ["voicemail"] = ShortCodeFunction.Voicemail,
    };

    /// <summary>When calls are recorded.</summary>
    public static readonly IReadOnlyDictionary<string, RecordingMode> RecordingModes = new Dictionary<string, RecordingMode>(
        StringComparer.Ordinal
    )
    {
        ["always"] = RecordingMode.Always,
        ["onDemand"] = RecordingMode.OnDemand,
        ["never"] = RecordingMode.Never,
    };

    /// <summary>Between whom calls are.</summary>
    public static readonly IReadOnlyDictionary<string, CallDirection> Directions = new Dictionary<string, CallDirection>(
        StringComparer.Ordinal
    )
    {
        ["inbound"] = CallDirection.Inbound,
        ["outbound"] = CallDirection.Outbound,
        ["internal"] = CallDirection.Internal,
    };

    /// <summary>The word for a value.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct => words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Key;
}
