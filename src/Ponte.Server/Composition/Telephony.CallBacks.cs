using Ponte.Calls.Model;
using Ponte.Pbx.CallBacks;
using Ponte.Server.Hosting;

namespace Ponte.Server.Composition;

/// <content>Calls that we make: dialled on a screen, and for who waits for whom to be free.</content>
internal sealed partial class Telephony
{
    /// <inheritdoc/>
    public Dialled Dial(string user, string number) =>
        _director.Originate(user, number, CallOrigin.Dial) is { } origination
            ? new Dialled(true, _calls?.Originate(origination))
            : new Dialled(false, null);

    private bool IsFree(string user) =>
        _lamps.Of(user).IsEmpty
        && _company.Snapshot?.UserById(user) is { } settings
        && !_context.People.Of(user).Over(settings).DoNotDisturb;

    private void CallBack(CallBackRequest request, Action<bool> over)
    {
        var origination = _director.Originate(request.Requester, request.Number, CallOrigin.CallBack);
        if (origination is null || _calls!.Originate(origination with { FirstOver = end => over(end is null) }) is null)
        {
            over(false);
        }
    }
}
