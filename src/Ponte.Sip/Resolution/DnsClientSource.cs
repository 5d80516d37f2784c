using System.Collections.Immutable;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Ponte.Sip.Resolution;

/// <summary>Asks name servers by the DnsClient library: those of the system's settings, or those given.</summary>
/// <remarks>Safe for use from any thread. The system's settings are read again when their file changes.</remarks>
public sealed class DnsClientSource : IDnsSource
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);

    /// <summary>How long one server is waited for: half of what common resolvers do, since a caller waits too.</summary>
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(2);

    private readonly ImmutableArray<IPEndPoint> _servers;
    private readonly TimeSpan _tryTimeout;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private LookupClient? _client;
    private DateTime _settingsWritten;
    private long _checkedAt;

    /// <summary>Asks the name servers of the system's settings.</summary>
    public DnsClientSource(TimeProvider time)
        : this(time, []) { }

    /// <summary>Asks the given name servers; those of the system's settings when none is given.</summary>
    public DnsClientSource(TimeProvider time, ImmutableArray<IPEndPoint> servers)
        : this(time, servers, TryTimeout) { }

    internal DnsClientSource(TimeProvider time, ImmutableArray<IPEndPoint> servers, TimeSpan tryTimeout)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _servers = servers;
        _tryTimeout = tryTimeout;
    }

    /// <inheritdoc/>
    public ValueTask<DnsAnswer> QueryAsync(string name, DnsRecordKind kind, CancellationToken cancellationToken) =>
        // Reading the system's settings takes its time, and the caller may be a loop.
        new(Task.Run(() => AskAsync(name, kind, cancellationToken), cancellationToken));

#pragma warning disable CA1031 // The edge to a library that reads wire input: every exception of it is a failed query.
    private async Task<DnsAnswer> AskAsync(string name, DnsRecordKind kind, CancellationToken cancellationToken)
    {
        try
        {
            var response = await Client().QueryAsync(name, (QueryType)kind, QueryClass.IN, cancellationToken).ConfigureAwait(false);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => new DnsAnswer(
                    DnsStatus.Success,
                    [.. response.Answers.Select(Convert).OfType<DnsRecord>()]
                ),
                DnsHeaderResponseCode.NotExistentDomain => DnsAnswer.Failed(DnsStatus.NoSuchName, "no such name"),
                var code => DnsAnswer.Failed(DnsStatus.ServerFailure, $"name server answers {code}"),
            };
        }
        catch (DnsResponseException e) when (e.Code == DnsResponseCode.ConnectionTimeout)
        {
            return DnsAnswer.Failed(DnsStatus.TimedOut, "no name server answers");
        }
        catch (DnsResponseException e)
        {
            return DnsAnswer.Failed(DnsStatus.ServerFailure, e.DnsError);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The library's reader of wire input throws what it likes at garbage, and it throws without a usable name server.
            return DnsAnswer.Failed(DnsStatus.ServerFailure, $"the query failed: {e.GetType().Name}, {e.Message.Split('\n')[0].Trim()}");
        }
    }
#pragma warning restore CA1031

    private LookupClient Client()
    {
        lock (_lock)
        {
            if (_client is not null && (!_servers.IsDefaultOrEmpty || _time.GetElapsedTime(_checkedAt) < CheckInterval))
            {
                return _client;
            }
            _checkedAt = _time.GetTimestamp();
            var written = File.GetLastWriteTimeUtc("/etc/resolv.conf");
            if (_client is null || written != _settingsWritten)
            {
                _settingsWritten = written;
                _client = Create();
            }
            return _client;
        }
    }

    private LookupClient Create()
    {
        var options = _servers.IsDefaultOrEmpty ? new LookupClientOptions() : new LookupClientOptions([.. _servers]);
        // Our own cache does more; names are absolute; a failure is a value.
        options.UseCache = false;
        options.ThrowDnsErrors = false;
        options.ContinueOnDnsError = true;
        options.Retries = 1;
        options.Timeout = _tryTimeout;
        options.UseTcpFallback = true;
        return new LookupClient(options);
    }

    private static DnsRecord? Convert(DnsResourceRecord record)
    {
        var owner = record.DomainName.Value;
        var timeToLive = TimeSpan.FromSeconds(Math.Max(0, record.InitialTimeToLive));
        return record switch
        {
            DnsClient.Protocol.AddressRecord a => new AddressRecord(owner, timeToLive, a.Address),
            CNameRecord c => new AliasRecord(owner, timeToLive, c.CanonicalName.Value),
            DnsClient.Protocol.SrvRecord s => new SrvRecord(owner, timeToLive, s.Priority, s.Weight, s.Port, s.Target.Value),
            NAPtrRecord n => new NaptrRecord(
                owner,
                timeToLive,
                n.Order,
                n.Preference,
                n.Flags,
                n.Services,
                n.RegularExpression,
                n.Replacement.Value
            ),
            _ => null,
        };
    }
}
