using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Routing;

/// <content>Boxes for messages.</content>
public sealed partial class CallDirector
{
    private DepositFlow Deposit(BoxPlace place, OutgoingCall call) =>
        new(place, call.Caller.Shown, SpeechOf(call.Company), _services.Voicemail);

    private ListenFlow Listen(ListenTo listen, PlanQuestion question, Party shown)
    {
        var device = question.Caller.Device.Length > 0 ? question.Caller.Device : question.Caller.Number;
        var listener = new Listener(listen.Box, listen.IsProven ? listen.Caller : "", device)
        {
            Find = number => NumberPlan.BoxOf(number, question.Company),
        };
        return new ListenFlow(
            listener,
            SpeechOf(question.Company),
            _services.Voicemail,
            (number, token) => PlanCallBackAsync(number, question, shown, token)
        );
    }

    private VoiceSpeech SpeechOf(CompanySnapshot company) => new(company, _services.Prompts, _services.Voicemail, _services.Time);

    /// <summary>The plan of a call to who left a message, by the rights of who listens.</summary>
    private async ValueTask<CallPlan> PlanCallBackAsync(
        string number,
        PlanQuestion question,
        Party shown,
        CancellationToken cancellationToken
    )
    {
        // What a network said is a caller's number may be a short code in disguise.
        if (!number.All(c => char.IsAsciiDigit(c) || c == '+'))
        {
            return Refuse(shown, new Party("", ""), EndCause.Unreachable, 480, "what the caller sent is no number");
        }
        var plan = await PlanOfAsync(question with { Dialled = number, At = _services.Time.GetUtcNow() }, takes: null, cancellationToken)
            .ConfigureAwait(false);
        return plan.Ring is not null || plan.Refusal is not null
            ? plan
            : Refuse(shown, plan.Called, EndCause.Unreachable, 480, "nobody to be called back");
    }
}
