using System.Collections.Immutable;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Scenarios;

/// <summary>A leg that called us joins a party who talks or waits already, or whose call rings: it is answered, and so is that party if it was not.</summary>
internal sealed class Admission(Call call, Leg newcomer, Leg stays)
{
    /// <summary>Answers the newcomer.</summary>
    /// <returns>Both, not joined yet; the end of the call; or neither, where the newcomer could not be answered and is gone.</returns>
    public async Task<Turn> PlayAsync()
    {
        if (newcomer.ReadOffer() is { } unreadable)
        {
            return TurnAway(unreadable);
        }
        newcomer.OpenMedia();
        if (!stays.Media.IsOpen)
        {
            stays.OpenMedia();
        }
        while (newcomer.Media.Local is null || stays.Media.Local is null)
        {
            var happening = await call.NextAsync();
            if (
                happening.Leg == newcomer
                && happening is { Kind: HappeningKind.LegEnded or HappeningKind.MediaOpened, End: { } noNewcomer }
            )
            {
                return TurnAway(noNewcomer);
            }
            if (happening.Leg == stays && happening is { Kind: HappeningKind.MediaOpened, End: { } noMedia })
            {
                return noMedia;
            }
            if (call.EndOf(happening, stays) is { } end)
            {
                return end;
            }
        }
        return Answer();
    }

    private Turn Answer()
    {
        newcomer.Gets = stays.Party;
        var able = newcomer.OfferedFormats(out var unusable);
        var agreed = stays.Agreed?.Formats ?? stays.OfferedFormats(out _);
        if ((unusable ?? newcomer.Answer(Codecs.Share(able, agreed) ? agreed : able)) is { } refusal)
        {
            return TurnAway(refusal);
        }
        newcomer.AnnounceAnswer();
        if (!stays.IsAnswered)
        {
            call.MarkAnswered();
            ImmutableArray<AgreedFormat> formats = newcomer.Agreed?.Formats ?? able;
            if (stays.Answer(formats) is { } failure)
            {
                return failure;
            }
        }
        var bridge = new Bridge(call, stays, newcomer);
        stays.Media.StopTone();
        if (newcomer.Agreed is not null && stays.Agreed is not null)
        {
            bridge.Fit(stays);
        }
        return bridge;
    }

    private Turn TurnAway(CallEnd end)
    {
        newcomer.HangUp(end);
        newcomer.Close();
        return default;
    }
}
