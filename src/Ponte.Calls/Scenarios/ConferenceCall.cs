using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>A user with several calls dials the code of conferences: all whom it talks with come to this call, and the user's other legs are over.</summary>
internal sealed class ConferenceCall(Call call, Leg caller, string user, TimeSpan maximumDuration)
{
    private const int Fewest = 2;

    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestFetch = TimeSpan.FromSeconds(8);

    private readonly List<Leg> _arrived = [];
    private int _expected;

    /// <summary>Plays the call.</summary>
    public async Task<CallEnd> PlayAsync()
    {
        if (await AnswerAsync() is { } impossible)
        {
            return impossible;
        }
        var others = call.Home.FindAllTalking(user, call.Id);
        if (others.Count < Fewest)
        {
            return await RefuseAsync();
        }
        foreach (var other in others)
        {
            var joining = new Joining(call) { As = Participation.Member };
            other.Home.Loop.Post(() => other.Give(user, joining));
        }
        _expected = others.Count;
        return await GatherAsync() ?? await TalkAsync();
    }

    private async Task<CallEnd?> AnswerAsync()
    {
        if (caller.ReadOffer() is { } unreadable)
        {
            return unreadable;
        }
        caller.OpenMedia();
        while (true)
        {
            var happening = await call.NextAsync();
            if (happening is { Kind: HappeningKind.MediaOpened })
            {
                break;
            }
            if (call.EndOf(happening, caller) is { } end)
            {
                return end;
            }
        }
        if (caller.Media.Local is null)
        {
            return new CallEnd(EndSide.System, EndCause.Overload, Detail: "the media opened no stream");
        }
        var able = call.Home.Transcoder.Playable(caller.OfferedFormats(out var unusable));
        if ((unusable ?? caller.Answer(able)) is { } refusal)
        {
            return refusal;
        }
        call.MarkAnswered();
        caller.AnnounceAnswer();
        return null;
    }

    /// <summary>Waits for all who are to come. Null: those who came are there.</summary>
    private async Task<CallEnd?> GatherAsync()
    {
        var timeout = call.After(LongestFetch, HappeningKind.ArrivalTimeout);
        while (_expected > 0)
        {
            var happening = await call.NextAsync();
            switch (happening)
            {
                case { Kind: HappeningKind.Arrived, Joining: { As: Participation.Member } joining, Leg: { } leg }:
                    _expected--;
                    joining.Farewell?.Invoke();
                    _arrived.Add(leg);
                    break;
                case { Kind: HappeningKind.ArrivalFailed }:
                    _expected--;
                    break;
                case { Kind: HappeningKind.ArrivalTimeout }:
                    _expected = 0;
                    break;
                default:
                    if (call.EndOf(happening, caller) is { } end)
                    {
                        return end;
                    }
                    break;
            }
        }
        timeout.Cancel();
        return null;
    }

    private async Task<CallEnd> TalkAsync()
    {
        _arrived.RemoveAll(l => l.End is not null);
        if (_arrived.Count == 0)
        {
            return await RefuseAsync();
        }
        if (_arrived is [var one])
        {
            var bridge = new Bridge(call, caller, one);
            bridge.Fit(one);
            return await new Conversation(call, bridge, maximumDuration).BeginAsync();
        }
        var initiator = call.Home.Director.EndsConferenceWithInitiator ? caller : null;
        var turn = await new Conference(call, null, maximumDuration).PlayAsync(initiator, [caller, .. _arrived]);
        return turn.Bridge is { } left ? await new Conversation(call, left, maximumDuration).PlayAsync() : turn.End!;
    }

    /// <summary>There are no two calls: the user hears so.</summary>
    private async Task<CallEnd> RefuseAsync()
    {
        caller.Media.PlayTone(ToneKind.Busy, null);
        call.After(Refusal, HappeningKind.Confirmed);
        while (true)
        {
            var happening = await call.NextAsync();
            if (happening.Kind == HappeningKind.Confirmed)
            {
                return new CallEnd(EndSide.System, EndCause.Unreachable);
            }
            if (call.EndOf(happening, caller) is { } end)
            {
                return end;
            }
        }
    }
}
