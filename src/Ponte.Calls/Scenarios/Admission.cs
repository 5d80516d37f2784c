using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>A leg that called us takes its place beside a party who talks or waits already: it is answered, and both are joined.</summary>
internal sealed class Admission(Call call, Leg newcomer, Leg stays)
{
    /// <summary>Answers the newcomer.</summary>
    /// <returns>Both, joined; the end of the call; or neither, where the newcomer could not be answered and is gone.</returns>
    public async Task<Turn> PlayAsync()
    {
        if (newcomer.ReadOffer() is { } unreadable)
        {
            return TurnAway(unreadable);
        }
        newcomer.OpenMedia();
        while (newcomer.Media.Local is null)
        {
            var happening = await call.NextAsync();
            if (happening.Kind == HappeningKind.MediaOpened && happening.Leg == newcomer && happening.End is { } noMedia)
            {
                return TurnAway(noMedia);
            }
            if (happening.Kind == HappeningKind.LegEnded && happening.Leg == newcomer)
            {
                return TurnAway(happening.End!);
            }
            if (call.EndOf(happening, stays) is { } end)
            {
                return end;
            }
        }
        var able = newcomer.OfferedFormats(out var unusable);
        var agreed = stays.Agreed!.Formats;
        if ((unusable ?? newcomer.Answer(Codecs.Share(able, agreed) ? agreed : able)) is { } refusal)
        {
            return TurnAway(refusal);
        }
        return stays.Identity.IsIncoming || !newcomer.Identity.IsIncoming
            ? new Bridge(call, stays, newcomer)
            : new Bridge(call, newcomer, stays);
    }

    /// <summary>Joins both in the place of a leg that leaves.</summary>
    public static void Join(Call call, Bridge bridge, Leg newcomer, Leg replaced)
    {
        bridge.Other(newcomer).Media.StopTone();
        if (newcomer.Agreed is not null)
        {
            bridge.Fit(bridge.Other(newcomer));
        }
        bridge.Join();
        call.Publish((id, at) => new CallTransferred(id, at, replaced.Id, newcomer.Id));
    }

    private Turn TurnAway(CallEnd end)
    {
        newcomer.HangUp(end);
        newcomer.Close();
        return default;
    }
}
