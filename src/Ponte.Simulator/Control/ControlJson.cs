using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Ponte.Media.Metering;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;

namespace Ponte.Simulator.Control;

/// <summary>What the control port tells, as JSON.</summary>
internal static class ControlJson
{
    public static JsonArray List(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonNode Of(SimulatedCall call) =>
        new JsonObject
        {
            ["call"] = call.Number,
            ["direction"] = call.Direction == CallDirection.ToPonte ? "out" : "in",
            ["caller"] = call.Caller,
            ["callerName"] = call.CallerName,
            ["called"] = call.Called,
            ["phase"] = call.Phase.ToString().ToLowerInvariant(),
            ["held"] = call.IsHeldByPonte,
            ["ending"] = call.Ending is { } ending
                ? new JsonObject
                {
                    ["byPonte"] = ending.ByPonte,
                    ["answered"] = ending.WasAnswered,
                    ["status"] = ending.Status,
                    ["reason"] = ending.Reason,
                    ["detail"] = ending.Detail,
                }
                : null,
        };

    public static JsonNode Of(short[] samples) => JsonValue.Create(Convert.ToBase64String(MemoryMarshal.AsBytes(samples.AsSpan())));

    public static JsonNode Of(RequestOutcome outcome) => new JsonObject { ["status"] = outcome.Status, ["detail"] = outcome.Detail };

    public static JsonNode Of(ToneReport report) =>
        new JsonObject
        {
            ["frames"] = report.Frames,
            ["presence"] = Math.Round(report.Presence, 3),
            ["level"] = Math.Round(report.Level, 1),
            ["gaps"] = report.Gaps,
            ["longestGap"] = report.LongestGap.TotalSeconds,
        };

    public static JsonNode Of(MediaEndpoint media)
    {
        var findings = media.Findings;
        return new JsonObject
        {
            ["local"] = media.LocalRtp.ToString(),
            ["remote"] = media.RemoteRtp?.ToString(),
            ["sent"] = findings.PacketsSent,
            ["received"] = findings.PacketsReceived,
            ["lost"] = findings.PacketsLost,
            ["rtcp"] = findings.RtcpReceived,
            ["sourceChanges"] = findings.SourceChanges,
            ["longestPause"] = findings.LongestPause.TotalSeconds,
            ["digits"] = media.Digits,
            ["faults"] = findings.Faults,
        };
    }
}
