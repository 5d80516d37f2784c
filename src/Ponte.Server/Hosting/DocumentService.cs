using System.Collections.Immutable;
using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Settings;
using Ponte.Server.Storage;

namespace Ponte.Server.Hosting;

/// <summary>The document in force: read at start, replaced whole by <c>apply</c>. One change at a time.</summary>
/// <param name="store">Its versions.</param>
/// <param name="tls">Our certificate, which must hold the names that the lines use; null for none.</param>
/// <param name="prompts">What flows let callers hear, which must be there or be spoken.</param>
/// <param name="music">The folder of hold music.</param>
/// <param name="apply">Puts a document in force.</param>
/// <param name="time">The clock.</param>
internal sealed class DocumentService(
    DocumentStore store,
    TlsSettings? tls,
    PromptFiles prompts,
    string music,
    Action<CompanyDocument> apply,
    TimeProvider time
) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile InForce? _current;

    /// <summary>Another document is in force.</summary>
    public event Action? Changed;

    /// <summary>The document in force; null where none was applied yet.</summary>
    public InForce? Current => _current;

    /// <summary>Puts the stored document in force. Told once, before calls come in.</summary>
    /// <exception cref="StartException">The stored document cannot be used.</exception>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public void Load()
    {
        var stored = store.Latest();
        if (stored is null)
        {
            return;
        }
        var result = DocumentText.Read(stored.Text);
        if (result.Document is null)
        {
            throw new StartException([
                $"the stored company document (version {stored.Version}) cannot be read by this version of ponte; go back to the version that applied it, export it, and correct it:",
                .. result.Errors.Select(e => e.ToString()),
            ]);
        }
        var errors = CheckCertificate(result.Document);
        if (errors.Length > 0)
        {
            throw new StartException(errors);
        }
        _current = new InForce(stored.Version, stored.AppliedBy, stored.AppliedAt, result.Document);
        apply(result.Document);
    }

    /// <summary>Puts a text in force, or tells everything that is wrong with it and changes nothing. An equal document makes no new version.</summary>
    /// <exception cref="StorageException">The database cannot be written; nothing was changed.</exception>
    public Task<ChangeReply> ApplyAsync(string text, string appliedBy, CancellationToken cancellationToken) =>
        ChangeAsync(_ => text, null, appliedBy, cancellationToken);

    /// <summary>Changes the document in force, as <see cref="ApplyAsync"/>; nobody else does meanwhile.</summary>
    /// <param name="edit">Makes the new text of the document in force.</param>
    /// <param name="expected">The version that the change was made for; null: any.</param>
    /// <param name="appliedBy">Who changes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StorageException">The database cannot be written; nothing was changed.</exception>
    public async Task<ChangeReply> ChangeAsync(
        Func<CompanyDocument?, string> edit,
        int? expected,
        string appliedBy,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(edit);
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (expected is not null && expected != (_current?.Version ?? 0))
            {
                return new ChangeReply(null, [], []) { IsConflict = true };
            }
            var reply = Compare(edit(_current?.Document), out var document);
            if (document is null)
            {
                return reply;
            }
            if (_current is { } current && current.Document.Equals(document))
            {
                return reply with { Version = current.Version };
            }
            var now = time.GetUtcNow();
            var version = store.Add(DocumentText.PrintWithSecrets(document), appliedBy, now);
            _current = new InForce(version, appliedBy, now, document);
            apply(document);
            Changed?.Invoke();
            return reply with { Version = version };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Tells what is wrong with a text, or how it differs from the document in force.</summary>
    public ChangeReply Compare(string text) => Compare(text, out _);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>What a certificate must hold for the lines of a document.</summary>
    public static IEnumerable<(string Name, string Reason)> NamesFor(CompanyDocument document) =>
        document
            .Lines.OfType<TeamsSettings>()
            .SelectMany(l =>
                l.Tenants.Select(t => (t, $"lines.{l.Name}.tenants of the company document names"))
                    .Prepend((l.Fqdn, $"lines.{l.Name}.fqdn of the company document names"))
            );

    private ChangeReply Compare(string text, out CompanyDocument? document)
    {
        var current = _current?.Document;
        var result = DocumentText.Read(text, current);
        document = result.Document;
        if (document is null)
        {
            return new ChangeReply(null, [.. result.Errors.Select(e => e.ToString())], [])
            {
                Faults = [.. result.Errors.Select(e => new DocumentFault(e.Path, e.Message))],
            };
        }
        ImmutableArray<string> errors =
        [
            .. CheckCertificate(document),
            .. PromptCheck.Faults(document, prompts),
            .. MusicCheck.Faults(document, music),
        ];
        if (errors.Length > 0)
        {
            document = null;
            return new ChangeReply(null, errors, []) { Faults = [.. errors.Select(FaultOf)] };
        }
        ImmutableArray<DocumentChange> changes = current is null ? [] : [.. DocumentText.Compare(current, document)];
        return new ChangeReply(null, [], [.. changes.Select(c => c.ToString())]) { Fields = changes };
    }

    /// <summary>An error that begins with its field.</summary>
    private static DocumentFault FaultOf(string error)
    {
        var colon = error.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? new DocumentFault("", error) : new DocumentFault(error[..colon], error[(colon + 2)..]);
    }

    private ImmutableArray<string> CheckCertificate(CompanyDocument document)
    {
        var names = NamesFor(document).ToList();
        if (names.Count == 0)
        {
            return [];
        }
        if (tls is null)
        {
            return
            [
                $"{SettingNames.Certificate}: is missing, and Teams needs the certificate of {names[0].Name}; give {SettingNames.Certificate} and {SettingNames.Key} in the settings, and start ponte again",
            ];
        }
        return [.. OwnCertificateCheck.Run(tls, names, time.GetUtcNow()).Errors.Select(e => e.ToString())];
    }
}
