using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Company;

/// <summary>The snapshot in force. Swapped at once; from any thread.</summary>
public sealed class CompanyInForce
{
    private readonly FeedBook _feeds;
    private readonly Lock _one = new();
    private CompanySnapshot? _snapshot;

    /// <summary>Creates it.</summary>
    /// <param name="feeds">The days that feeds bring to calendars: a new snapshot has them as soon as they change.</param>
    public CompanyInForce(FeedBook feeds)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        _feeds = feeds;
        feeds.Changed += Refresh;
    }

    /// <summary>Creates one without feeds.</summary>
    public CompanyInForce()
        : this(new FeedBook()) { }

    /// <summary>The snapshot; null while no document was applied yet.</summary>
    public CompanySnapshot? Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Puts a document in force. Calls that are under way keep the one before.</summary>
    public void Apply(CompanyDocument document)
    {
        lock (_one)
        {
            Volatile.Write(ref _snapshot, new CompanySnapshot(document, _feeds));
        }
    }

    private void Refresh()
    {
        lock (_one)
        {
            if (_snapshot is { } snapshot)
            {
                Volatile.Write(ref _snapshot, new CompanySnapshot(snapshot.Document, _feeds));
            }
        }
    }
}
