using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Ponte.Server.Storage.Rows;

namespace Ponte.Server.Storage;

/// <summary>The database as EF Core sees it: the schema and its migrations. Rows are written and read by plain SQL, see <see cref="HistoryBatch"/> and <see cref="HistoryQueries"/>.</summary>
internal sealed class PonteContext(DbContextOptions<PonteContext> options) : DbContext(options)
{
    private const int CallIdLength = 26;

    /// <summary>The versions of the company document.</summary>
    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    /// <summary>The calls.</summary>
    public DbSet<CallRow> Calls => Set<CallRow>();

    /// <summary>The legs.</summary>
    public DbSet<LegRow> Legs => Set<LegRow>();

    /// <summary>The events.</summary>
    public DbSet<EventRow> Events => Set<EventRow>();

    /// <summary>What users set by phone or on screen.</summary>
    public DbSet<PersonRow> Persons => Set<PersonRow>();

    /// <summary>Who waits for whom to be free.</summary>
    public DbSet<CallBackRow> CallBacks => Set<CallBackRow>();

    /// <summary>What people set calendars to by hand.</summary>
    public DbSet<SwitchRow> Switches => Set<SwitchRow>();

    /// <summary>The accounts that sign in.</summary>
    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    /// <summary>The keys of programs.</summary>
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    /// <summary>Who changed what.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>The address books.</summary>
    public DbSet<BookRow> Books => Set<BookRow>();

    /// <summary>The contacts of the address books.</summary>
    public DbSet<ContactRow> Contacts => Set<ContactRow>();

    /// <summary>The mails that are not sent yet.</summary>
    public DbSet<MailRow> Mails => Set<MailRow>();

    /// <summary>The runs of the server.</summary>
    public DbSet<RunRow> Runs => Set<RunRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondConverter>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DocumentRow>(e =>
        {
            e.ToTable("documents");
            e.HasKey(d => d.Version);
        });
        modelBuilder.Entity<RunRow>(e => e.ToTable("runs"));
        modelBuilder.Entity<PersonRow>(e =>
        {
            e.ToTable("persons");
            e.HasKey(p => p.User);
        });
        modelBuilder.Entity<CallBackRow>(e =>
        {
            e.ToTable("callbacks");
            e.HasKey(c => new { c.Requester, c.Wanted });
        });
        modelBuilder.Entity<SwitchRow>(e =>
        {
            e.ToTable("switches");
            e.HasKey(s => s.Calendar);
        });
        modelBuilder.Entity<AccountRow>(e =>
        {
            e.ToTable("accounts");
            e.HasKey(a => a.Name);
        });
        modelBuilder.Entity<ApiKeyRow>(e => e.ToTable("apikeys"));
        modelBuilder.Entity<AuditRow>(e => e.ToTable("audit"));
        modelBuilder.Entity<MailRow>(ConfigureMails);
        modelBuilder.Entity<CallRow>(e =>
        {
            e.ToTable("calls");
            e.Property(c => c.Id).HasMaxLength(CallIdLength);
            e.HasIndex(c => c.EndedAt).HasFilter("EndedAt IS NULL");
            e.HasIndex(c => c.CallerNumber);
            e.HasIndex(c => c.CalledNumber);
            e.HasMany(c => c.Legs).WithOne().HasForeignKey(l => l.CallId);
        });
        modelBuilder.Entity<LegRow>(e =>
        {
            e.ToTable("legs");
            e.HasKey(l => new { l.CallId, l.Number });
        });
        modelBuilder.Entity<BookRow>(e =>
        {
            e.ToTable("books");
            e.HasKey(b => b.Name);
        });
        modelBuilder.Entity<ContactRow>(e =>
        {
            e.ToTable("contacts");
            e.HasKey(c => new { c.Import, c.Position });
        });
        modelBuilder.Entity<EventRow>(e =>
        {
            e.ToTable("events");
            e.HasKey(v => new { v.CallId, v.Sequence });
        });
    }

    private static void ConfigureMails(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<MailRow> mails)
    {
        mails.ToTable("mails");
        mails.HasIndex(m => m.NextAt);
    }

    /// <summary>Times are whole microseconds since 1970 in UTC: they sort, and they are the same in every database.</summary>
    private sealed class MicrosecondConverter()
        : ValueConverter<DateTimeOffset, long>(at => Microseconds.Of(at), microseconds => Microseconds.ToTime(microseconds));
}
