using System.Globalization;
using Ponte.Bench.Sip.Servers;
using Ponte.Simulator.Certificates;

namespace Ponte.Bench.Sip.Parts;

/// <summary>What all parts of the bench share: the programs, a folder of its own, the findings.</summary>
internal sealed class Bench : IDisposable
{
    private readonly Lazy<DemoCertificates> _certificates;
    private int _folders;

    public Bench(Programs programs, int rounds)
    {
        Programs = programs;
        Rounds = rounds;
        Folder = Directory.CreateTempSubdirectory("ponte-bench-").FullName;
        _certificates = new(() =>
            DemoCertificates.Ensure(
                Path.Combine(Folder, "certificates"),
                [Load.Place.SbcName],
                [Load.Place.HubName],
                TimeProvider.System.GetUtcNow()
            )
        );
    }

    public Programs Programs { get; }

    /// <summary>How often each server is measured in turn.</summary>
    public int Rounds { get; }

    public string Folder { get; }

    /// <summary>Our certificate and the hub's.</summary>
    public DemoCertificates Certificates => _certificates.Value;

    public Findings Findings { get; } = new();

    /// <summary>A processor for the server alone, the load being on the other one; null on a machine with a single one.</summary>
    public static int? ServerProcessor => Environment.ProcessorCount > 1 ? 1 : null;

    public static int? LoadProcessor => Environment.ProcessorCount > 1 ? 0 : null;

    public PonteServer Ponte(bool tls = false, int? processor = null, params string[] settings) =>
        new(Programs, NewFolder(), tls ? Certificates : null, processor, settings);

    /// <summary>Ponte with users of one's own.</summary>
    public PonteServer PonteWith(string users, bool tls, int? processor) =>
        new(Programs, NewFolder(), tls ? Certificates : null, processor, users: users);

    public KamailioServer Kamailio(bool tls = false, int? processor = null) => new(NewFolder(), tls ? Certificates : null, processor);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string NewFolder() => Path.Combine(Folder, (++_folders).ToString(CultureInfo.InvariantCulture));
}
