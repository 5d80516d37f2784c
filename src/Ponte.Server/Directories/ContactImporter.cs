using System.Text;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Directories.Csv;
using Ponte.Server.Storage;

namespace Ponte.Server.Directories;

/// <summary>One import of a file: reads it, writes its contacts where they are to be written, and tells what it found.</summary>
/// <param name="request">What is wished.</param>
/// <param name="company">The company, by whose country and area code numbers are read.</param>
/// <param name="before">The book that is there; null where there is none.</param>
/// <param name="time">The clock.</param>
internal sealed class ContactImporter(ImportRequest request, CompanySnapshot company, ContactBook? before, TimeProvider time)
{
    private const int MaxProblems = 100;
    private const int SampleSize = 5;
    private const int ContactsBetweenLooks = 1_000;
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromMilliseconds(500);

    private readonly ContactIndexBuilder _index = new();
    private readonly List<RowProblem> _problems = [];
    private readonly List<ContactReply> _sample = [];
    private int _contacts;
    private int _problemCount;

    /// <summary>The numbers of the file; empty before it was read.</summary>
    public ContactIndex Index { get; private set; } = ContactIndex.Empty;

    /// <summary>The book that was imported; null where none was.</summary>
    public ContactBook? Imported { get; private set; }

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="import">Where its contacts are written; null for a preview.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public async Task<ImportReply> RunAsync(
        Stream file,
        ContactImport? import,
        Func<ImportProgress, Task> progress,
        CancellationToken cancellationToken
    )
    {
        var encoding = TextEncodings.Detect(file);
        var csv = ContactCsv.Open(() => Text(file, encoding), company, Complain);
        var reply = Describe(csv, encoding);
        if (csv.IsBroken || !csv.Columns.IsUsable)
        {
            return reply with { Refusal = csv.IsBroken ? ImportRefusal.Broken : ImportRefusal.NoColumns, Problems = [.. _problems] };
        }
        await ReadAsync(csv, file, import, progress, cancellationToken).ConfigureAwait(false);
        Index = _index.Build();
        ImportRefusal? refusal =
            csv.IsBroken ? ImportRefusal.Broken
            : _contacts == 0 ? ImportRefusal.NoContacts
            : null;
        if (refusal is null && import is not null)
        {
            Imported = import.Commit(request.Book, request.File, request.By, time.GetUtcNow());
        }
        return reply with
        {
            Refusal = refusal,
            Contacts = _contacts,
            Numbers = Index.Count,
            Sample = [.. _sample],
            Problems = [.. _problems],
            ProblemCount = _problemCount,
            RowsLeftOut = csv.RowsLeftOut,
        };
    }

    private static StreamReader Text(Stream file, Encoding encoding)
    {
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);
    }

    private async Task ReadAsync(
        ContactCsv csv,
        Stream file,
        ContactImport? import,
        Func<ImportProgress, Task> progress,
        CancellationToken cancellationToken
    )
    {
        var told = time.GetTimestamp();
        foreach (var contact in csv.Read())
        {
            import?.Add(csv.Line, contact);
            _index.Add(contact.Shown, contact.Numbers.AsSpan());
            if (_sample.Count < SampleSize)
            {
                _sample.Add(new ContactReply(request.Book, contact.Name, contact.Organisation, contact.Numbers));
            }
            if (++_contacts % ContactsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(told) >= BetweenProgress)
                {
                    told = time.GetTimestamp();
                    await progress(new ImportProgress(_contacts, (int)(100 * file.Position / Math.Max(file.Length, 1))))
                        .ConfigureAwait(false);
                }
            }
        }
    }

    private ImportReply Describe(ContactCsv csv, Encoding encoding)
    {
        var columns = csv.Columns;
        int?[] names =
        [
            columns.FullName,
            columns.FullName is null ? columns.FirstName : null,
            columns.FullName is null ? columns.LastName : null,
        ];
        return new ImportReply
        {
            IsPreview = request.IsPreview,
            Encoding = TextEncodings.NameOf(encoding),
            Separator = csv.Separator == '\t' ? "tab" : csv.Separator.ToString(),
            Headings = csv.Headings,
            NameColumns = [.. names.OfType<int>().Select(i => csv.Headings[i])],
            OrganisationColumn = columns.Organisation is { } organisation ? csv.Headings[organisation] : "",
            NumberColumns = [.. columns.Numbers.Select(i => csv.Headings[i])],
            ContactsBefore = before?.Contacts ?? 0,
        };
    }

    private void Complain(RowProblem problem)
    {
        _problemCount++;
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(problem);
        }
    }
}
