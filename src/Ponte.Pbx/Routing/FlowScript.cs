using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Routing;

/// <summary>A flow for one call: what it says as files, whom it calls as plans.</summary>
/// <param name="run">The caller's way.</param>
/// <param name="prompts">Where the files are.</param>
/// <param name="lookups">Asks web services.</param>
/// <param name="plan">Plans a call of the flow.</param>
/// <param name="messages">Takes messages, and sends mails.</param>
internal sealed class FlowScript(
    FlowRun run,
    PromptFiles prompts,
    IFlowLookups lookups,
    Func<FlowRing, CancellationToken, ValueTask<CallPlan>> plan,
    FlowMessages messages
) : ICallFlow
{
    private int _told;

    /// <inheritdoc/>
    public FlowMove Begin(DateTimeOffset now) => Move(run.Begin(now), now);

    /// <inheritdoc/>
    public FlowMove? Take(FlowNews input, DateTimeOffset now)
    {
        FlowInput given = input switch
        {
            FlowKey key => new KeyPressed(key.Key),
            FlowSilence => new TimedOut(),
            FlowFound found => new LookupEnded(found.Value, found.HasFailed),
            FlowRecorded recorded => Taken(recorded),
            FlowNobody nobody => new TargetEnded(Outcome(nobody.Cause)),
            _ => new SpeechEnded(),
        };
        return run.Take(given, now) is { } action ? Move(action, now) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<FlowPassage> TakePath()
    {
        var taken = run.Path.Skip(_told).Select(t => new FlowPassage(t.Flow, t.Step, t.Value, t.Result)).ToList();
        _told = run.Path.Count;
        return taken;
    }

    /// <inheritdoc/>
    public void End() => messages.End();

    private static MessageTaken Taken(FlowRecorded recorded) =>
        recorded.Outcome switch
        {
            FlowTakeOutcome.Kept => new MessageTaken(FlowOutcome.Done, recorded.Message),
            FlowTakeOutcome.TooShort => new MessageTaken(FlowOutcome.TooShort, null),
            _ => new MessageTaken(FlowOutcome.Failed, null),
        };

    private FlowMove Move(FlowAction action, DateTimeOffset now) =>
        action switch
        {
            FlowSpeak speak => new FlowPlay(token => SourcesAsync(speak.Pieces, token), speak.BeforeAnswer),
            FlowListen listen => new FlowAwait(listen.Wait),
            FlowLookup lookup => new FlowAsk(token => AskAsync(lookup, token)),
            FlowRing ring => new FlowCallOut(token => plan(ring, token)),
            FlowTakeMessage take => messages.Record(take, now),
            FlowSendMail mail => new FlowAsk(token => messages.SendAsync(mail, token)),
            FlowJoin join => new FlowEnter(PlanOf(join.Room), join.IsHost),
            _ => new FlowEnd(End((FlowHangUp)action)),
        };

    private static RoomPlan PlanOf(RoomSettings room) =>
        new(room.Id, new Party(room.Extension, room.Name), room.MaxMembers)
        {
            Announces = room.Announce,
            WaitsForHost = room.HostPin is not null,
        };

    private async ValueTask<FlowFound> AskAsync(FlowLookup lookup, CancellationToken cancellationToken)
    {
        var answer = await lookups.AskAsync(lookup, cancellationToken).ConfigureAwait(false);
        return new FlowFound(answer.Value, answer.HasFailed);
    }

    private async ValueTask<ImmutableArray<PlaySource>> SourcesAsync(ValueList<SpokenPiece> pieces, CancellationToken cancellationToken)
    {
        var sources = ImmutableArray.CreateBuilder<PlaySource>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (await prompts.FindAsync(piece, cancellationToken).ConfigureAwait(false) is { } path)
            {
                sources.Add(new FileSource(path));
            }
        }
        return sources.ToImmutable();
    }

    private static string Outcome(EndCause cause) =>
        cause switch
        {
            EndCause.Busy or EndCause.Declined => FlowOutcome.Busy,
            EndCause.NoAnswer => FlowOutcome.NoAnswer,
            _ => FlowOutcome.Unreachable,
        };

    private static CallEnd End(FlowHangUp hangUp) =>
        hangUp switch
        {
            { IsRunaway: true } => new CallEnd(EndSide.System, EndCause.Loop, Detail: "the flow goes round in a circle"),
            { Ending: FlowEnding.Busy } => new CallEnd(EndSide.System, EndCause.Busy),
            { Ending: FlowEnding.Declined } => new CallEnd(EndSide.System, EndCause.Declined),
            { Ending: FlowEnding.Unavailable } => new CallEnd(EndSide.System, EndCause.Unreachable),
            _ => new CallEnd(EndSide.System, EndCause.Normal),
        };
}
