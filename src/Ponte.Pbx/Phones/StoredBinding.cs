using System.Collections.Immutable;
using System.Net;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>A binding as it is stored. Only those of UDP are: a connection ends with the process, and with it the only way to its phone.</summary>
public sealed record StoredBinding
{
    /// <summary>See <see cref="Binding.Contact"/>.</summary>
    public required string Contact { get; init; }

    /// <summary>See <see cref="Binding.Q"/>.</summary>
    public string Q { get; init; } = "";

    /// <summary>See <see cref="Binding.Instance"/>.</summary>
    public string Instance { get; init; } = "";

    /// <summary>See <see cref="Binding.RegId"/>.</summary>
    public uint RegId { get; init; }

    /// <summary>See <see cref="Binding.Path"/>.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>Address and port that it came from.</summary>
    public required string Source { get; init; }

    /// <summary>See <see cref="Binding.LocalHost"/>.</summary>
    public required string LocalHost { get; init; }

    /// <summary>See <see cref="Binding.LocalHost"/>.</summary>
    public required int LocalPort { get; init; }

    /// <summary>See <see cref="Binding.UserAgent"/>.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>See <see cref="Binding.CallId"/>.</summary>
    public required string CallId { get; init; }

    /// <summary>See <see cref="Binding.CSeq"/>.</summary>
    public required uint CSeq { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>A binding as it is stored; null where it is of no use to another process.</summary>
    internal static StoredBinding? Of(Binding binding, Moment moment) =>
        binding.Protocol != TransportProtocol.Udp
            ? null
            : new StoredBinding
            {
                Contact = binding.Contact,
                Q = binding.Q,
                Instance = binding.Instance,
                RegId = binding.RegId,
                Path = binding.Path,
                Source = binding.Source.ToString(),
                LocalHost = binding.LocalHost,
                LocalPort = binding.LocalPort,
                UserAgent = binding.UserAgent,
                CallId = binding.CallId,
                CSeq = binding.CSeq,
                Expires = moment.Utc + (binding.Expires - moment.Now),
            };

    /// <summary>The binding that was stored; null where it is over or cannot be read.</summary>
    internal Binding? Restore(Moment moment) =>
        Expires <= moment.Utc || !IPEndPoint.TryParse(Source, out var source)
            ? null
            : new Binding
            {
                Contact = Contact,
                Q = Q,
                Instance = Instance,
                RegId = RegId,
                Path = Path.IsDefault ? [] : Path,
                Protocol = TransportProtocol.Udp,
                Source = source,
                LocalHost = LocalHost,
                LocalPort = LocalPort,
                UserAgent = UserAgent,
                CallId = CallId,
                CSeq = CSeq,
                Expires = moment.Now + (Expires - moment.Utc),
            };
}
