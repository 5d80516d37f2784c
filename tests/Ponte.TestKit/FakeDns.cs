using System.Net;
using Ponte.Sip.Resolution;

namespace Ponte.TestKit;

/// <summary>A DNS whose records are written down by the test. Names that are not there do not exist.</summary>
public sealed class FakeDns : IDnsSource
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<(string, DnsRecordKind), DnsAnswer> _answers = [];
    private readonly List<(string Name, DnsRecordKind Kind)> _queries = [];
    private readonly Lock _lock = new();

    /// <summary>The queries that came, in their order.</summary>
    public IReadOnlyList<(string Name, DnsRecordKind Kind)> Queries
    {
        get
        {
            lock (_lock)
            {
                return [.. _queries];
            }
        }
    }

    /// <summary>What a query waits for before it is answered; null for nothing.</summary>
    public Func<string, DnsRecordKind, Task>? Delay { get; set; }

    /// <summary>Adds addresses of a name, of either family.</summary>
    public FakeDns Address(string name, params ReadOnlySpan<string> addresses)
    {
        foreach (var text in addresses)
        {
            var address = IPAddress.Parse(text);
            var kind = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? DnsRecordKind.A : DnsRecordKind.Aaaa;
            Add(name, kind, new AddressRecord(name, Hour, address));
        }
        return this;
    }

    /// <summary>Adds a server of a service.</summary>
    public FakeDns Srv(string name, int priority, int weight, int port, string target) =>
        Add(name, DnsRecordKind.Srv, new SrvRecord(name, Hour, priority, weight, port, target));

    /// <summary>Adds a service of a domain.</summary>
    public FakeDns Naptr(
        string name,
        int order,
        int preference,
        string services,
        string replacement,
        string flags = "s",
        string regexp = ""
    ) => Add(name, DnsRecordKind.Naptr, new NaptrRecord(name, Hour, order, preference, flags, services, regexp, replacement));

    /// <summary>Adds any record to the answer for a name.</summary>
    public FakeDns Add(string name, DnsRecordKind kind, DnsRecord record)
    {
        lock (_lock)
        {
            var known = _answers.GetValueOrDefault((name, kind));
            _answers[(name, kind)] = new DnsAnswer(DnsStatus.Success, known is null ? [record] : known.Records.Add(record));
        }
        return this;
    }

    /// <summary>Sets the whole answer for a name, also a failure.</summary>
    public FakeDns Set(string name, DnsRecordKind kind, DnsAnswer answer)
    {
        lock (_lock)
        {
            _answers[(name, kind)] = answer;
        }
        return this;
    }

    /// <inheritdoc/>
    public async ValueTask<DnsAnswer> QueryAsync(string name, DnsRecordKind kind, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _queries.Add((name, kind));
        }
        if (Delay is { } delay)
        {
            await delay(name, kind).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        lock (_lock)
        {
            return _answers.GetValueOrDefault((name, kind)) ?? DnsAnswer.Failed(DnsStatus.NoSuchName, "no such name");
        }
    }
}
