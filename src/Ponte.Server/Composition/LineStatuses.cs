using System.Collections.Immutable;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Phones;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Composition;

/// <summary>Lines as the company knows them, in the words of the APIs.</summary>
internal static class LineStatuses
{
    /// <summary>The lines of a document. Of one whose far end registers with us, that registration counts.</summary>
    public static ImmutableArray<Api.Contracts.LineStatus> Of(LineBook lines, CompanyDocument document, PhoneServices phones)
    {
        var accepted = document
            .Lines.OfType<TrunkSettings>()
            .Where(l => l.Accept is not null)
            .ToDictionary(l => l.Name, l => phones.Book.Of(l.Accept!.User, phones.Moment.Now).Length > 0, StringComparer.Ordinal);
        return
        [
            .. lines
                .Describe(document)
                .Select(l =>
                    Of(accepted.TryGetValue(l.Name, out var isRegistered) ? l with { Registration = Registration(isRegistered) } : l)
                ),
        ];
    }

    private static RegistrationStatus Registration(bool isRegistered) =>
        isRegistered
            ? new RegistrationStatus(RegistrationHealth.Registered)
            : new RegistrationStatus(RegistrationHealth.Failed, "the far end has not registered with us");

    private static Api.Contracts.LineStatus Of(Pbx.Lines.LineStatus line)
    {
        ImmutableArray<Api.Contracts.PeerStatus> peers =
        [
            .. line.Peers.Select(p => new Api.Contracts.PeerStatus(p.Address, StateOf(p.Health), p.Reason)),
        ];
        var detail = line.Registration.Health switch
        {
            RegistrationHealth.NotUsed => "",
            RegistrationHealth.Registered => "registered",
            RegistrationHealth.Registering => "registering",
            _ => $"registration failed: {line.Registration.Reason}",
        };
        return new Api.Contracts.LineStatus(
            line.Name,
            line.Kind.ToString().ToLowerInvariant(),
            StateOf(line.Registration.Health, peers),
            line.ChannelsInUse,
            line.ChannelLimit,
            peers,
            detail
        );
    }

    private static HealthState StateOf(PeerHealth health) =>
        health switch
        {
            PeerHealth.Up => HealthState.Up,
            PeerHealth.Refusing => HealthState.Degraded,
            PeerHealth.Down => HealthState.Down,
            _ => HealthState.Unknown,
        };

    private static HealthState StateOf(RegistrationHealth registration, ImmutableArray<Api.Contracts.PeerStatus> peers)
    {
        if (registration == RegistrationHealth.Failed)
        {
            return HealthState.Down;
        }
        var up = peers.Count(p => p.State == HealthState.Up);
        var down = peers.Count(p => p.State == HealthState.Down);
        var refusing = peers.Count(p => p.State == HealthState.Degraded);
        return (up, down + refusing) switch
        {
            (0, 0) => registration == RegistrationHealth.Registered ? HealthState.Up : HealthState.Unknown,
            (_, 0) => HealthState.Up,
            _ when down == peers.Length => HealthState.Down,
            _ => HealthState.Degraded,
        };
    }
}
