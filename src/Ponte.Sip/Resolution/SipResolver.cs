using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Resolution;

/// <summary>
/// Finds the addresses of a SIP host (RFC 3263): transport by NAPTR, servers by SRV, addresses by A and AAAA. A name that stands in the hosts
/// file is taken from there and nowhere else.
/// </summary>
/// <remarks>
/// Safe for use from any thread. Departures from the RFC: when there is no NAPTR record, the servers of all our transports are given one
/// after the other, so that a failing transport is followed by the next; a name that resolves to nothing by SRV falls back to its addresses.
/// </remarks>
public sealed class SipResolver
{
    private readonly HostsFile _hosts;
    private readonly SipResolverOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<int, int> _random;
    private readonly DnsLookup _lookup;

    /// <summary>Creates a resolver.</summary>
    /// <param name="source">Answers DNS queries.</param>
    /// <param name="hosts">The hosts file.</param>
    /// <param name="options">Settings.</param>
    /// <param name="time">The clock of time-outs and times to live.</param>
    /// <param name="random">Gives a number from 0 to below its argument; draws among servers by weight.</param>
    public SipResolver(IDnsSource source, HostsFile hosts, SipResolverOptions options, TimeProvider time, Func<int, int> random)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        _hosts = hosts;
        _options = options;
        _time = time;
        _random = random;
        _lookup = new DnsLookup(source, options, time);
    }

    /// <summary>Answers kept at the moment.</summary>
    public int CachedAnswers => _lookup.Count;

    /// <summary>The addresses to try, in their order. Failures, also time-outs and cancellation, are values.</summary>
    public async ValueTask<ResolveResult> ResolveAsync(ResolveRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Secure && request.Transport == TransportProtocol.Udp)
        {
            return ResolveResult.Failure(ResolveFailureKind.NoService, $"{request.Host}: a sips URI cannot be reached by UDP");
        }
        if (HostNames.TryParseAddress(request.Host, out var address))
        {
            var protocol = DirectTransport(request);
            return Finish(
                request,
                [new ResolvedHop(protocol, new IPEndPoint(address, request.Port ?? protocol.DefaultPort()), address.ToString())],
                default
            );
        }
        if (HostNames.Normalise(request.Host) is not { } name)
        {
            return ResolveResult.Failure(ResolveFailureKind.BadName, $"\"{request.Host}\" is no host name");
        }
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ResolveNameAsync(request, name, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ResolveResult.Failure(ResolveFailureKind.TimedOut, $"{name}: no address within {_options.Timeout.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException)
        {
            return ResolveResult.Failure(ResolveFailureKind.Cancelled, $"{name}: the look-up was given up");
        }
    }

    private async ValueTask<ResolveResult> ResolveNameAsync(ResolveRequest request, string name, CancellationToken cancellationToken)
    {
        var search = new ResolveSearch(name);
        // RFC 3263 section 4.2: a port that is written, and a name known without the DNS, need addresses only.
        if (request.Port is not null || !_hosts.Find(name).IsEmpty)
        {
            await AddAddressesAsync(search, DirectTransport(request), name, request.Port, cancellationToken).ConfigureAwait(false);
            return Finish(request, search.Hops, search);
        }
        var services = request.Transport is { } given
            ? [Service(Secured(given, request.Secure), name)]
            : await FindServicesAsync(search, request.Secure, cancellationToken).ConfigureAwait(false);
        foreach (var (protocol, service) in services)
        {
            await AddServersAsync(search, protocol, service, cancellationToken).ConfigureAwait(false);
        }
        if (search.Hops.Count == 0 && !search.IsServiceDenied)
        {
            await AddAddressesAsync(search, DirectTransport(request), name, null, cancellationToken).ConfigureAwait(false);
        }
        return Finish(request, search.Hops, search);
    }

    /// <summary>RFC 3263 section 4.1: the services by NAPTR; without it the SRV names of every transport that we have.</summary>
    private async ValueTask<ImmutableArray<(TransportProtocol Protocol, string Name)>> FindServicesAsync(
        ResolveSearch search,
        bool secure,
        CancellationToken cancellationToken
    )
    {
        var answer = await _lookup.QueryAsync(search.Name, DnsRecordKind.Naptr, cancellationToken).ConfigureAwait(false);
        search.Note(answer);
        var services = ImmutableArray.CreateBuilder<(TransportProtocol, string)>();
        foreach (var record in answer.Of<NaptrRecord>().OrderBy(n => n.Order).ThenBy(n => n.Preference))
        {
            if (ServiceTransport(record) is { } protocol && IsWanted(protocol, secure) && services.Count < _options.MaxTargets)
            {
                services.Add((protocol, HostNames.Normalise(record.Replacement)!));
            }
        }
        return services.Count > 0
            ? services.ToImmutable()
            : [.. _options.Transports.Where(t => IsWanted(t, secure)).Select(t => Service(t, search.Name))];
    }

    private async ValueTask AddServersAsync(
        ResolveSearch search,
        TransportProtocol protocol,
        string service,
        CancellationToken cancellationToken
    )
    {
        var answer = await _lookup.QueryAsync(service, DnsRecordKind.Srv, cancellationToken).ConfigureAwait(false);
        search.Note(answer);
        var records = answer.Of<SrvRecord>().ToList();
        if (records.Count > 0 && records.TrueForAll(r => r.Target is "." or ""))
        {
            search.IsServiceDenied = true;
            return;
        }
        var servers = SrvOrder.Arrange(records.Where(r => r.Target is not ("." or "")), _random);
        foreach (var server in servers.Take(_options.MaxTargets))
        {
            if (search.Hops.Count >= _options.MaxHops)
            {
                return;
            }
            await AddAddressesAsync(search, protocol, HostNames.Normalise(server.Target)!, server.Port, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async ValueTask AddAddressesAsync(
        ResolveSearch search,
        TransportProtocol protocol,
        string host,
        int? port,
        CancellationToken cancellationToken
    )
    {
        var known = _hosts.Find(host);
        if (known.IsEmpty && HostNames.TryParseAddress(host, out var literal))
        {
            known = [literal];
        }
        var addresses = known.IsEmpty ? await QueryAddressesAsync(search, host, cancellationToken).ConfigureAwait(false) : known;
        foreach (var address in addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6))
        {
            search.Add(new ResolvedHop(protocol, new IPEndPoint(address, port ?? protocol.DefaultPort()), search.Name));
        }
    }

    private async ValueTask<ImmutableArray<IPAddress>> QueryAddressesAsync(
        ResolveSearch search,
        string host,
        CancellationToken cancellationToken
    )
    {
        // Both are asked before either is awaited.
        var v4 = _options.UseIPv4 ? _lookup.QueryAsync(host, DnsRecordKind.A, cancellationToken) : default;
        var v6 = _options.UseIPv6 ? _lookup.QueryAsync(host, DnsRecordKind.Aaaa, cancellationToken) : default;
        var addresses = ImmutableArray.CreateBuilder<IPAddress>();
        if (_options.UseIPv4)
        {
            Take(await v4.ConfigureAwait(false));
        }
        if (_options.UseIPv6)
        {
            Take(await v6.ConfigureAwait(false));
        }
        return addresses.ToImmutable();

        void Take(DnsRecords answer)
        {
            search.Note(answer);
            addresses.AddRange(answer.Of<AddressRecord>().Select(a => a.Address));
        }
    }

    private ResolveResult Finish(ResolveRequest request, IReadOnlyList<ResolvedHop> found, ResolveSearch? search)
    {
        var usable = found.Where(h => IsUsed(h.Address.AddressFamily)).Take(_options.MaxHops).ToImmutableArray();
        if (!usable.IsEmpty)
        {
            return ResolveResult.Found(usable);
        }
        return search is null || found.Count > 0
            ? ResolveResult.Failure(ResolveFailureKind.NotFound, $"{request.Host} is of an address family that is not in use here")
            : search.Failure();
    }

    private bool IsUsed(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? _options.UseIPv6 : _options.UseIPv4;

    private bool IsWanted(TransportProtocol protocol, bool secure) =>
        _options.Transports.Contains(protocol) && (!secure || protocol == TransportProtocol.Tls);

    private static TransportProtocol DirectTransport(ResolveRequest request) =>
        Secured(request.Transport ?? TransportProtocol.Udp, request.Secure);

    private static TransportProtocol Secured(TransportProtocol protocol, bool secure) => secure ? TransportProtocol.Tls : protocol;

    private static (TransportProtocol Protocol, string Name) Service(TransportProtocol protocol, string domain) =>
        protocol switch
        {
            TransportProtocol.Tls => (protocol, $"_sips._tcp.{domain}"),
            TransportProtocol.Tcp => (protocol, $"_sip._tcp.{domain}"),
            _ => (protocol, $"_sip._udp.{domain}"),
        };

    private static TransportProtocol? ServiceTransport(NaptrRecord record)
    {
        if (!string.Equals(record.Flags, "s", StringComparison.OrdinalIgnoreCase) || record.Regexp.Length > 0)
        {
            return null;
        }
        return record.Services.ToUpperInvariant() switch
        {
            "SIP+D2U" => TransportProtocol.Udp,
            "SIP+D2T" => TransportProtocol.Tcp,
            "SIPS+D2T" => TransportProtocol.Tls,
            _ => null,
        };
    }
}
