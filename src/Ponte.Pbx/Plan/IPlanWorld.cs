using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Document;
using Ponte.Pbx.People;

namespace Ponte.Pbx.Plan;

/// <summary>What the plan must know of this moment. Reads only; from any thread; it must not block.</summary>
public interface IPlanWorld
{
    /// <summary>What a user set by phone or on screen.</summary>
    PersonState PersonOf(string user);

    /// <summary>What people set a calendar to by hand.</summary>
    CalendarSwitch SwitchOf(string calendar);

    /// <summary>Whether a line answers: one of its peers or hubs is not known to be down.</summary>
    bool IsUp(LineSettings line);

    /// <summary>Whether a device is registered.</summary>
    bool IsRegistered(DeviceSettings device);

    /// <summary>Whether a call of this caller rings a user already.</summary>
    /// <param name="user">The user's key.</param>
    /// <param name="callerNumber">The caller's number in the inside form.</param>
    bool IsRinging(string user, string callerNumber);

    /// <summary>Whether a user is in a call, rings or calls.</summary>
    bool IsInCall(string user);

    /// <summary>A user's last call, where it met another user who was busy or did not answer; null where it did not.</summary>
    MissedCall? LastMissedOf(string user);

    /// <summary>The user whose PIN it is; null where it is nobody's, or was guessed too often from this place.</summary>
    /// <param name="pin">What was dialled.</param>
    /// <param name="caller">The user from whose phone it was.</param>
    UserSettings? OwnerOfPin(string pin, UserSettings caller);
}
