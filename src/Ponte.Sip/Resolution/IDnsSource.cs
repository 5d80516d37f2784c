namespace Ponte.Sip.Resolution;

/// <summary>Asks the DNS. <see cref="DnsClientSource"/> asks the system's name servers; tests give records.</summary>
public interface IDnsSource
{
    /// <summary>Asks for the records of one kind of one name, without a cache of its own. Failures are values.</summary>
    /// <param name="name">The name, absolute, without a dot at the end.</param>
    /// <param name="kind">The kind of record.</param>
    /// <param name="cancellationToken">Ends the query early; the answer is then of no interest.</param>
    ValueTask<DnsAnswer> QueryAsync(string name, DnsRecordKind kind, CancellationToken cancellationToken);
}
