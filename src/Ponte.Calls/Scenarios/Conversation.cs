using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>Two parties talk, hold and come back, until one of them or a rule ends it.</summary>
internal sealed class Conversation(Call call, Bridge bridge, TimeSpan maximumDuration)
{
    /// <summary>Joins two legs that are both answered, and plays on to the end.</summary>
    public Task<CallEnd> BeginAsync()
    {
        bridge.Join();
        return PlayAsync();
    }

    /// <summary>Goes on with a conversation that a former process began.</summary>
    public Task<CallEnd> ResumeAsync()
    {
        // The former process may have died between the journal and the media.
        bridge.First.Reapply();
        bridge.Second.Reapply();
        bridge.Connect();
        bridge.UpdateTones();
        call.Publish((id, at) => new CallTakenOver(id, at));
        return PlayAsync();
    }

    private async Task<CallEnd> PlayAsync()
    {
        var tooLong = new CallEnd(EndSide.System, EndCause.MaximumDuration, Detail: $"after {maximumDuration}");
        call.After(call.AnsweredAt!.Value + maximumDuration - call.Home.UtcNow, HappeningKind.MaximumDuration, tooLong);
        if (!call.IsSavedWith(bridge.First, bridge.Second))
        {
            call.Save(maximumDuration, bridge.First, bridge.Second);
        }
        while (true)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.HangUp or HappeningKind.MaximumDuration or HappeningKind.Silent:
                case HappeningKind.LegEnded when happening.Leg == bridge.First || happening.Leg == bridge.Second:
                    return happening.End!;
                case HappeningKind.LegChanged:
                    bridge.UpdateTones();
                    call.Save(maximumDuration, bridge.First, bridge.Second);
                    break;
            }
        }
    }
}
