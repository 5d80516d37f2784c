using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ponte.Server.Storage;

/// <summary>Makes a context for the tool that writes migrations, and for everybody else.</summary>
internal sealed class PonteContextFactory : IDesignTimeDbContextFactory<PonteContext>
{
    /// <inheritdoc/>
    public PonteContext CreateDbContext(string[] args) => Create("Data Source=:memory:");

    /// <summary>A context over a connection string.</summary>
    public static PonteContext Create(string connectionString) =>
        new(
            new DbContextOptionsBuilder<PonteContext>()
                .UseSqlite(connectionString)
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .Options
        );
}
