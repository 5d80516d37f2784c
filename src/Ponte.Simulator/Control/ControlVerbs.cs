using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Ponte.Media.Metering;
using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Control;

/// <summary>The verbs that all simulated sides have: what can be done with a call, and what there is to see.</summary>
internal sealed class ControlVerbs(IControlled side)
{
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["help"] = "lists the verbs",
        ["calls"] = "the calls, also those that ended lately",
        ["answer"] = "call, tone: answers a call that rings",
        ["reject"] = "call, status, phrase: refuses a call that rings",
        ["hangup"] = "call, reason: hangs up",
        ["hold"] = "call, kind (inactive, sendonly, zero): puts Ponte on hold",
        ["retrieve"] = "call: goes on talking",
        ["refresh"] = "call: sends a re-INVITE without a change",
        ["tone"] = "call, tone: plays a tone in Hz; 0 is silence",
        ["digits"] = "call, digits: sends digits",
        ["hear"] = "call, tone, seconds: measures a tone",
        ["speak"] = "call, audio: plays samples of 8 kHz and 16 bits, in base 64",
        ["listen"] = "call: waits for audio, and gives what was heard since the last time, like that; nothing at the end",
        ["media"] = "call: what was found in the media that came",
        ["violations"] = "what Ponte did that it must not do",
        ["messages"] = "count: the first lines of the last messages",
    };

    public async Task<JsonNode?> DoAsync(string verb, ControlArguments arguments, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "help":
                return new JsonObject(Common.Concat(side.Verbs).Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));
            case "calls":
                return ControlJson.List(side.RecentCalls.Select(ControlJson.Of));
            case "violations":
                return ControlJson.List(side.Violations.Select(v => (JsonNode?)v));
            case "messages":
                return ControlJson.List(side.Messages.TakeLast(arguments.OptionalNumber("count") ?? 50).Select(m => (JsonNode?)m.Summary));
            default:
                return side.Verbs.ContainsKey(verb) ? await side.DoAsync(verb, arguments, cancellationToken)
                    : Common.ContainsKey(verb) ? await DoAsync(CallOf(arguments), verb, arguments, cancellationToken)
                    : throw new ControlException($"\"{verb}\" is no verb; \"help\" lists them.");
        }
    }

    private static async Task<JsonNode?> DoAsync(
        SimulatedCall call,
        string verb,
        ControlArguments arguments,
        CancellationToken cancellationToken
    )
    {
        switch (verb)
        {
            case "answer":
                call.Answer(arguments.OptionalNumber("tone") ?? 0);
                await call.AnsweredAsync(cancellationToken);
                break;
            case "reject":
                call.Reject(arguments.OptionalNumber("status") ?? 603, arguments.OptionalText("phrase") ?? "Decline");
                await call.EndedAsync(cancellationToken);
                break;
            case "hangup":
                call.HangUp(arguments.OptionalText("reason"));
                await call.EndedAsync(cancellationToken);
                break;
            case "hold":
                return ControlJson.Of(await call.HoldAsync(KindOf(arguments)));
            case "retrieve":
                return ControlJson.Of(await call.RetrieveAsync());
            case "refresh":
                return ControlJson.Of(await call.RefreshAsync());
            case "tone":
                call.Media.Play(arguments.Number("tone"));
                break;
            case "digits" when !call.Media.SendDigits(arguments.Text("digits")):
                throw new ControlException("Digits are 0 to 9, *, # and A to D, at most 64.");
            case "speak":
                call.Media.Speak(MemoryMarshal.Cast<byte, short>(arguments.Bytes("audio")));
                return null;
            case "listen":
                return ControlJson.Of(await call.Media.HearAsync(cancellationToken));
            case "hear":
                return await HearAsync(call, arguments, cancellationToken);
            case "media":
                return ControlJson.Of(call.Media);
        }
        return ControlJson.Of(call);
    }

    private static async Task<JsonNode?> HearAsync(SimulatedCall call, ControlArguments arguments, CancellationToken cancellationToken)
    {
        var seconds = arguments.OptionalSeconds("seconds") ?? TimeSpan.FromSeconds(1);
        // The audio may stop while it is listened to: then what comes is told as it is, and the asker does not wait for ever.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(seconds + TimeSpan.FromSeconds(3));
        try
        {
            return ControlJson.Of(await call.Media.MeasureAsync(arguments.Number("tone"), seconds, patience.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ControlJson.Of(default(ToneReport));
        }
    }

    private static HoldKind KindOf(ControlArguments arguments) =>
        arguments.OptionalText("kind") switch
        {
            null or "inactive" => HoldKind.Inactive,
            "sendonly" => HoldKind.SendOnly,
            "zero" => HoldKind.ZeroAddress,
            var other => throw new ControlException($"\"{other}\" is no kind of hold: inactive, sendonly, zero."),
        };

    private SimulatedCall CallOf(ControlArguments arguments)
    {
        var number = arguments.Number("call");
        return side.Call(number) ?? throw new ControlException($"There is no call {number}.");
    }
}
