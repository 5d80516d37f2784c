using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>The call of a room: nobody called it, its parties come to it from their own calls.</summary>
internal sealed class RoomCall(Call call, RoomPlan room)
{
    /// <summary>Waits for the first, and plays on to the last.</summary>
    public async Task<CallEnd> PlayAsync()
    {
        call.Begin(room.Called, room.Called, CallOrigin.Conference);
        call.MarkAnswered();
        return await PlayAsync(new Conference(call, room, room.MaximumDuration).PlayAsync(null));
    }

    /// <summary>Goes on with what a former process left.</summary>
    public Task<CallEnd> ResumeAsync(ConferenceState state) =>
        PlayAsync(new Conference(call, room, room.MaximumDuration).ResumeAsync(state));

    private async Task<CallEnd> PlayAsync(Task<Turn> conference)
    {
        var tooLong = new CallEnd(EndSide.System, EndCause.MaximumDuration, Detail: $"after {room.MaximumDuration}");
        var longest = call.After(call.AnsweredAt!.Value + room.MaximumDuration - call.Home.UtcNow, HappeningKind.MaximumDuration, tooLong);
        try
        {
            return (await conference).End!;
        }
        finally
        {
            longest.Cancel();
            call.Home.Rooms.Close(call);
        }
    }
}
