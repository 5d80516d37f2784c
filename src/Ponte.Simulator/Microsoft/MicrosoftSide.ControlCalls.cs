using System.Text.Json.Nodes;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Microsoft;

/// <summary>The verbs of the control port for calls, transfers and trunks.</summary>
public sealed partial class MicrosoftSide
{
    private SimulatedCall Dial(ControlArguments arguments)
    {
        var (user, to, tone) = (User(arguments.Text("user")), arguments.Text("to"), arguments.OptionalNumber("tone") ?? 0);
        return arguments.OptionalText("referredBy") is { } by ? user.DialFor(to, User(by), tone) : user.Dial(to, tone);
    }

    /// <summary>Begins a transfer, and waits until the REFER is answered.</summary>
    private async Task<JsonNode> ReferAsync(string verb, ControlArguments arguments, CancellationToken cancellationToken)
    {
        var call = CallOf(arguments, "call");
        var transfer = verb is "music"
            ? await HoldWithMusicAsync(call, MusicOf(arguments))
            : await TransferAsync(call, TransferFrom(arguments));
        await transfer.AnsweredAsync(cancellationToken);
        return Describe(transfer);
    }

    private TransferOptions TransferFrom(ControlArguments arguments)
    {
        var other = arguments.OptionalNumber("with") is null ? null : CallOf(arguments, "with");
        return new TransferOptions(other is null ? arguments.Text("to") : "")
        {
            With = other,
            Bye = Named<TransferBye>(arguments.OptionalText("bye") ?? nameof(TransferBye.Final)),
            HoldsFirst = arguments.Flag("holds", true),
            FinalAnswerAfter = arguments.OptionalSeconds("finalAnswerAfter") ?? TimeSpan.Zero,
        };
    }

    private static MusicOptions MusicOf(ControlArguments arguments)
    {
        var usual = new MusicOptions();
        return new MusicOptions
        {
            Frequency = arguments.OptionalNumber("tone") ?? usual.Frequency,
            Ring = arguments.OptionalSeconds("ring") ?? usual.Ring,
        };
    }

    private static ReplaceOptions ReplaceOf(ControlArguments arguments) =>
        new(arguments.Text("user")) { Requires = arguments.Flag("require", false), Frequency = arguments.OptionalNumber("tone") ?? 0 };

    private static Gateway Change(Gateway gateway, ControlArguments arguments)
    {
        var before = gateway.Options;
        gateway.Options = before with
        {
            ForwardPai = arguments.Flag("forwardPai", before.ForwardPai),
            ForwardCallHistory = arguments.Flag("forwardCallHistory", before.ForwardCallHistory),
            History = Named<HistoryStyle>(arguments.OptionalText("history") ?? before.History.ToString()),
        };
        return gateway;
    }

    private static JsonNode Describe(Transfer transfer) =>
        new JsonObject
        {
            ["transfer"] = transfer.Number,
            ["call"] = transfer.Call.Number,
            ["by"] = transfer.By.Options.Id,
            ["referTo"] = transfer.ReferTo,
            ["state"] = transfer.State.ToString().ToLowerInvariant(),
            ["notified"] = ControlJson.List(transfer.Notified.Select(s => (JsonNode?)s)),
            ["newCall"] = transfer.NewCall?.Number,
        };

    private static T Named<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new ControlException($"\"{name}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    private SimulatedCall CallOf(ControlArguments arguments, string field)
    {
        var number = arguments.Number(field);
        return _calls.Find(number) ?? throw new ControlException($"There is no call {number}.");
    }
}
