using System.Collections.Immutable;
using Ponte.Pbx.Lines;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Composition;

/// <summary>Lines as the company knows them, in the words of the APIs.</summary>
internal static class LineStatuses
{
    /// <summary>The line.</summary>
    public static Api.Contracts.LineStatus Of(Pbx.Lines.LineStatus line)
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
        return (up, down) switch
        {
            (0, 0) => registration == RegistrationHealth.Registered ? HealthState.Up : HealthState.Unknown,
            (_, 0) => HealthState.Up,
            _ when down == peers.Length => HealthState.Down,
            _ => HealthState.Degraded,
        };
    }
}
