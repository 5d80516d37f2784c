using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Server.Directories.Ldap;

/// <summary>An LDAP server as a source of names. A few connections are kept open; each carries one question at a time.</summary>
internal sealed class LdapSource : IDirectorySource
{
    private const int MaxConnections = 4;
    private const int SearchSeconds = 5;
    private readonly LdapSettings _settings;
    private readonly Func<SecretReference, string?> _secret;
    private readonly LdapFilter _filter;
    private readonly string[] _attributes;
    private readonly SemaphoreSlim _free = new(MaxConnections);
    private readonly ConcurrentStack<LdapConnection> _idle = new();

    /// <summary>Makes the source; it connects when it is asked first.</summary>
    /// <param name="settings">The directory as the document describes it.</param>
    /// <param name="secret">Fetches a secret; null where its reference leads nowhere.</param>
    public LdapSource(LdapSettings settings, Func<SecretReference, string?> secret)
    {
        (_settings, _secret) = (settings, secret);
        _filter =
            settings.Filter.Length > 0
                ? LdapFilterParser.Parse(settings.Filter) ?? throw new ArgumentException("The filter is none.", nameof(settings))
                : LdapFilter.ForAttributes(settings.Numbers);
        _attributes = [.. settings.NameAttributes.Concat(settings.Numbers).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <inheritdoc/>
    public string Name => _settings.Name;

    /// <inheritdoc/>
    public async Task<SourceAnswer> FindAsync(SoughtNumber number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(number);
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var entries = await SearchAsync(_filter.For(number), cancellationToken).ConfigureAwait(false);
            return entries.Where(e => HasNumber(e, number)).Select(NameOf).FirstOrDefault(n => n.Length > 0) is { } name
                ? SourceAnswer.Found(name)
                : SourceAnswer.NotFound;
        }
        catch (LdapException e)
        {
            return SourceAnswer.Failed(e.Message);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        _free.Dispose();
    }

    private async Task<IReadOnlyList<LdapMessage>> SearchAsync(LdapFilter filter, CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var kept))
        {
            try
            {
                return await SearchAsync(kept, filter, cancellationToken).ConfigureAwait(false);
            }
            catch (LdapException e) when (e.IsStale)
            {
                // The server has closed it while it was idle: a fresh one tells how the server is.
            }
        }
        var fresh = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await SearchAsync(fresh, filter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Searches on a connection, which is kept for the next question only if all went well.</summary>
    private async Task<IReadOnlyList<LdapMessage>> SearchAsync(
        LdapConnection connection,
        LdapFilter filter,
        CancellationToken cancellationToken
    )
    {
        var isWell = false;
        try
        {
            var entries = await connection
                .SearchAsync(
                    id => LdapWriter.Search(id, _settings.Base, filter, _attributes, LdapResult.MaxEntries, SearchSeconds),
                    cancellationToken
                )
                .ConfigureAwait(false);
            isWell = true;
            return entries;
        }
        finally
        {
            if (isWell)
            {
                _idle.Push(connection);
            }
            else
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<LdapConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var trust = _settings.TrustAnchors.Length > 0 ? Trust() : null;
        var connection = await LdapConnection.OpenAsync(_settings.Server, trust, cancellationToken).ConfigureAwait(false);
        if (_settings.Password is not { } reference)
        {
            return connection;
        }
        var isWell = false;
        try
        {
            // An empty password would be an anonymous sign-in that the server takes (RFC 4513 section 5.1.2).
            var password = _secret(reference) is { Length: > 0 } secret
                ? secret
                : throw new LdapException("the reference of password leads nowhere");
            await connection.BindAsync(_settings.BindDn, password, cancellationToken).ConfigureAwait(false);
            isWell = true;
            return connection;
        }
        finally
        {
            if (!isWell)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private X509ChainPolicy Trust() => TrustedRoots.Load(_settings.TrustAnchors, out var failure) ?? throw new LdapException(failure);

    private bool HasNumber(LdapMessage entry, SoughtNumber number) =>
        entry
            .Attributes.Where(a => _settings.Numbers.Contains(a.Type, StringComparer.OrdinalIgnoreCase))
            .Any(a => a.Values.Any(number.IsWrittenAs));

    private string NameOf(LdapMessage entry) =>
        _settings
            .NameAttributes.SelectMany(n => entry.Attributes.Where(a => a.Type.Equals(n, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(a => a.Values)
            .FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))
        ?? "";
}
