using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.People;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Routing;

/// <summary>This moment, as the number plan asks for it.</summary>
internal sealed class PlanWorld(DirectorServices services, PinBook pins, CompanySnapshot company) : IPlanWorld
{
    /// <inheritdoc/>
    public PersonState PersonOf(string user) => services.People.Of(user);

    /// <inheritdoc/>
    public CalendarSwitch SwitchOf(string calendar) => services.Switches.Of(calendar);

    /// <inheritdoc/>
    public bool IsUp(LineSettings line)
    {
        var state = services.Lines[line.Name];
        return line switch
        {
            TeamsSettings teams => teams.Hubs.Any(h => state.StatusOf(h.ToString()).Health != PeerHealth.Down),
            TrunkSettings { Accept: { } accept, Peers.Count: 0 } => !services
                .Phones.Book.Of(accept.User, services.Phones.Moment.Now)
                .IsEmpty,
            TrunkSettings trunk => trunk.Peers.Any(p => state.StatusOf(p.ToString()).Health != PeerHealth.Down),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public bool IsRegistered(DeviceSettings device) => !services.Phones.Book.Of(device.Login, services.Phones.Moment.Now).IsEmpty;

    /// <inheritdoc/>
    public bool IsRinging(string user, string callerNumber) =>
        services
            .Lamps.Of(user)
            .Any(d =>
                d is { IsCaller: false, State: < LampState.Talking } && d.Remote.Number.Equals(callerNumber, StringComparison.Ordinal)
            );

    /// <inheritdoc/>
    public bool IsInCall(string user) => !services.Lamps.Of(user).IsEmpty;

    /// <inheritdoc/>
    public MissedCall? LastMissedOf(string user) => services.Missed.LastOf(user);

    /// <inheritdoc/>
    public UserSettings? OwnerOfPin(string pin, UserSettings caller) => pins.OwnerOf(pin, caller, company);
}
