using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <content>The section <c>users</c>.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode User(UserSettings user)
    {
        var node = CanonicalNode
            .Mapping()
            .With("name", user.Name)
            .With("extension", user.Extension)
            .With("number", user.Number)
            .With("teams", user.Teams is null ? null : TeamsUser(user.Teams))
            .With("devices", Section(user.Devices, d => d.Name, Device))
            .With("twin", Twin(user.Twin))
            .With("class", Unless(user.Class, LineSettings.DefaultClass))
            .With("callerId", user.CallerId)
            .With("forward", Forward(user.Forward))
            .With("doNotDisturb", Flag(user.DoNotDisturb))
            .With("callWaiting", Flag(user.CallWaiting, fallback: true));
        if (user.Pin is { } pin)
        {
            node.With("pin", pin);
        }
        if (user.Voicemail is { } voicemail)
        {
            node.WithEntry("voicemail", Voicemail(CanonicalNode.Mapping(), voicemail));
        }
        return node.With("recording", Recording(user.Recording)).With("pickupGroups", user.PickupGroups);
    }

    private static CanonicalNode TeamsUser(TeamsUserSettings teams) =>
        CanonicalNode.Mapping().With("number", teams.Number).With("upn", teams.Upn).With("fqdn", teams.Fqdn);

    private static CanonicalNode Device(DeviceSettings device) =>
        CanonicalNode
            .Mapping()
            .With("password", device.Password)
            .With("delay", Duration(device.Delay, TimeSpan.Zero))
            .With("hours", device.Hours)
            .With("codecs", device.Codecs.Equals(DeviceSettings.DefaultCodecs) ? [] : device.Codecs)
            .With("srtp", device.Srtp == default ? "" : Words.Of(Words.MediaSecurities, device.Srtp))
            .With("fax", device.Fax == default ? "" : Words.Of(Words.FaxModes, device.Fax));

    private static CanonicalNode Twin(TwinSettings twin) =>
        CanonicalNode
            .Mapping()
            .With("together", Flag(twin.Together, fallback: true))
            .With("teamsMissedCall", Flag(twin.TeamsMissedCall, fallback: true))
            .With("busyStops", Flag(twin.BusyStops))
            .With("declineStops", Flag(twin.DeclineStops))
            .With("ringTime", twin.RingTime is { } ringTime ? FieldReader.PrintDuration(ringTime) : "")
            .With("teamsDelay", Duration(twin.TeamsDelay, TimeSpan.Zero))
            .With("teamsHours", twin.TeamsHours);

    private static CanonicalNode Forward(ForwardSettings forward)
    {
        var node = CanonicalNode.Mapping().With("always", forward.Always).With("busy", forward.Busy);
        var after = Duration(forward.NoAnswerAfter, ForwardSettings.DefaultNoAnswerAfter);
        node =
            after.Length == 0
                ? node.With("noAnswer", forward.NoAnswer)
                : node.With("noAnswer", CanonicalNode.Mapping().With("to", forward.NoAnswer).With("after", after));
        return node.With("unreachable", forward.Unreachable);
    }
}
