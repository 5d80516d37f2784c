using Ponte.Pbx.Document;

namespace Ponte.Pbx.Company;

/// <summary>The snapshot in force. Swapped at once; from any thread.</summary>
public sealed class CompanyInForce
{
    private CompanySnapshot? _snapshot;

    /// <summary>The snapshot; null while no document was applied yet.</summary>
    public CompanySnapshot? Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Puts a document in force. Calls that are under way keep the one before.</summary>
    public void Apply(CompanyDocument document) => Volatile.Write(ref _snapshot, new CompanySnapshot(document));
}
