using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Which places of a user ring: Teams and every registered device, together.</summary>
internal sealed class UserPlaces(PlanQuestion question, PlanNotes notes)
{
    /// <summary>
    /// No person answers so fast; the voicemail of a user who is signed out does. What comes later cannot be told from a person's answer
    /// by the protocol.
    /// </summary>
    public static readonly TimeSpan VoicemailGuard = TimeSpan.FromSeconds(1);

    /// <summary>The places; empty where nothing can be reached.</summary>
    /// <param name="user">The user as the settings count now.</param>
    /// <param name="chain">The way of the call until here.</param>
    public ImmutableArray<PlanPlace> Of(UserSettings user, ForwardChain chain)
    {
        var places = new List<PlanPlace>();
        if (user.Teams is not null && RingsTeams(user, chain))
        {
            notes.Add(PlanStepCode.RingsTeams, user.Id, Seconds(user.Twin.TeamsDelay));
            places.Add(new TeamsPlace(user) { Delay = user.Twin.TeamsDelay, MissedWhenAnsweredElsewhere = user.Twin.TeamsMissedCall });
        }
        if (!user.Twin.Together && places.Count > 0 && user.Devices.Count > 0)
        {
            notes.Add(PlanStepCode.TwinOff, user.Id);
            return [.. places];
        }
        foreach (var device in user.Devices.Where(Rings))
        {
            notes.Add(PlanStepCode.RingsDevice, device.Login, Seconds(device.Delay));
            places.Add(new DevicePlace(user, device) { Delay = device.Delay });
        }
        return
        [
            .. places.Select(p =>
                p with
                {
                    BusyEndsStage = user.Twin.BusyStops,
                    DeclineEndsStage = user.Twin.DeclineStops,
                    EarliestAnswer = p is TeamsPlace && places.Count > 1 ? VoicemailGuard : TimeSpan.Zero,
                }
            ),
        ];
    }

    /// <summary>
    /// Teams although its hubs seem to be down, for a user with nothing else: OPTIONS may be refused where calls are not, and a call that fails
    /// is lost in no case.
    /// </summary>
    public ImmutableArray<PlanPlace> LastResort(UserSettings user, ForwardChain chain)
    {
        if (user.Teams is null || question.Company.TeamsLineOf(user.Teams) is null || KeptFromTeams(user, chain) is not null)
        {
            return [];
        }
        notes.Add(PlanStepCode.TeamsTriedAllTheSame, user.Id);
        return [new TeamsPlace(user)];
    }

    /// <summary>The line of kind teams that a user belongs to, if it answers.</summary>
    public bool TeamsIsUp(UserSettings user)
    {
        if (question.Company.TeamsLineOf(user.Teams!) is not { } line)
        {
            return false;
        }
        var isUp = question.World.IsUp(line);
        if (!isUp)
        {
            notes.Add(PlanStepCode.TeamsDown, line.Name);
        }
        return isUp;
    }

    /// <summary>A duration for people.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private bool RingsTeams(UserSettings user, ForwardChain chain)
    {
        if (KeptFromTeams(user, chain) is { } reason)
        {
            notes.Add(reason, reason == PlanStepCode.OwnPlace ? question.Caller.Line!.Name : user.Id);
            return false;
        }
        return IsOpen(user.Twin.TeamsHours, "Teams") && TeamsIsUp(user);
    }

    /// <summary>Why a call from Teams does not ring the user's Teams; null where it may.</summary>
    private PlanStepCode? KeptFromTeams(UserSettings user, ForwardChain chain)
    {
        if (question.Caller.Line is not TeamsSettings)
        {
            return null;
        }
        // Teams rings the user's PBX number as well, or forwards to it: ringing Teams once more would go round for ever.
        return user.Id.Equals(question.Caller.User?.Id, StringComparison.Ordinal) ? PlanStepCode.OwnPlace
            : chain.Forwarders.Any(f => ForwardChain.Numbers(user).Contains(f.Number, StringComparer.Ordinal))
                ? PlanStepCode.TeamsForwardedBack
            : null;
    }

    /// <summary>Whether a place rings at this time.</summary>
    private bool IsOpen(string calendar, string place)
    {
        if (
            question.Company.CalendarOf(calendar) is not { } hours
            || hours.At(Instant.FromDateTimeOffset(question.At), question.World.SwitchOf(calendar)).Outcome
                is not (CalendarOutcome.Overtime or CalendarOutcome.OutOfService)
        )
        {
            return true;
        }
        notes.Add(PlanStepCode.OutsideHours, place, calendar);
        return false;
    }

    private bool Rings(DeviceSettings device)
    {
        if (device.Login.Equals(question.Caller.Device, StringComparison.Ordinal))
        {
            notes.Add(PlanStepCode.OwnPlace, device.Login);
            return false;
        }
        if (!IsOpen(device.Hours, device.Login))
        {
            return false;
        }
        var isRegistered = question.World.IsRegistered(device);
        if (!isRegistered)
        {
            notes.Add(PlanStepCode.NotRegistered, device.Login);
        }
        return isRegistered;
    }
}
