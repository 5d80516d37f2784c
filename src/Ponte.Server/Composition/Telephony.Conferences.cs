using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Server.Hosting;

namespace Ponte.Server.Composition;

/// <content>Conferences and supervision.</content>
internal sealed partial class Telephony
{
    /// <inheritdoc/>
    public bool Confer(CallId call, LegId leg, ConferenceOrder order) => _calls?.Confer(call, leg, order) ?? false;

    /// <inheritdoc/>
    public bool EndSupervision(CallId call) => _calls?.Supervise(call, null) ?? false;

    /// <inheritdoc/>
    public Supervised Supervise(SupervisionOrder order)
    {
        if (_calls?.Calls.FirstOrDefault(c => c.Id == order.Call) is not { AnsweredAt: not null, Room: null } call)
        {
            return Supervised.NoCall;
        }
        if (_company.Snapshot is not { } company || (company.UserById(order.With) ?? company.UserOf(order.With)) is not { } supervisor)
        {
            return Supervised.NoUser;
        }
        if (call.Legs.FirstOrDefault(l => l.Supervision is not null) is { } present)
        {
            return !supervisor.Id.Equals(present.User, StringComparison.Ordinal) ? Supervised.Taken
                : _calls.Supervise(order.Call, order.Mode) ? Supervised.Done
                : Supervised.NoCall;
        }
        var talking = call.Legs.Where(l => l.State >= LiveLegState.Talking).ToList();
        if (talking.Count != 2)
        {
            return Supervised.NoCall;
        }
        if (talking.Exists(l => supervisor.Id.Equals(l.User, StringComparison.Ordinal)))
        {
            return Supervised.NoUser;
        }
        var agent = order.Agent is { } named ? (company.UserById(named) ?? company.UserOf(named))?.Id : null;
        if (order.Agent is not null && !talking.Exists(l => l.User is { } user && user.Equals(agent, StringComparison.Ordinal)))
        {
            return Supervised.NoAgent;
        }
        var plan = new SupervisionPlan(order.Mode, agent);
        return _calls.Invite(_director.Supervise(supervisor.Id, order.Call, call.Caller, plan)) is null ? Supervised.Busy : Supervised.Done;
    }
}
