using System.Globalization;
using Ponte.Simulator.Certificates;
using Ponte.TestKit;
using TestAuthority = Ponte.Simulator.Certificates.TestAuthority;

namespace Ponte.Interop.Tests.Support;

/// <summary>OpenLDAP's server on loopback with three people, in a folder of its own.</summary>
internal sealed class Slapd : IAsyncDisposable
{
    public const string Base = "dc=example,dc=com";
    public const string BindDn = "cn=ponte,dc=example,dc=com";
    public const string Password = "correct horse";

    private const string People = """
        dn: dc=example,dc=com
        objectClass: domain
        dc: example

        dn: uid=aneri,dc=example,dc=com
        objectClass: inetOrgPerson
        uid: aneri
        cn: Neri Ada
        sn: Neri
        displayName: Ada Neri (Acquisti)
        telephoneNumber: +39 06 1234 5678
        mobile: +393331234567

        dn: uid=ubo,dc=example,dc=com
        objectClass: inetOrgPerson
        uid: ubo
        cn: Ugo Bò
        sn: Bò
        telephoneNumber: 06/555.55.55

        dn: uid=longer,dc=example,dc=com
        objectClass: inetOrgPerson
        uid: longer
        cn: Somebody With A Longer Number
        sn: Longer
        telephoneNumber: +39 06 555 55 55 999

        """;

    private readonly TestFolder _folder = new();
    private ChildProcess? _process;

    private Slapd(int port, int tlsPort) => (Port, TlsPort) = (port, tlsPort);

    public int Port { get; }

    public int TlsPort { get; }

    /// <summary>The root of its certificate.</summary>
    public string TrustAnchors => _folder.File("ca.pem");

    /// <summary>Starts a server with its people.</summary>
    public static async Task<Slapd> StartAsync()
    {
        var slapd = new Slapd(Loopback.FreePort(), Loopback.FreePort());
        Directory.CreateDirectory(slapd._folder.File("db"));
        using (var authority = new TestAuthority("Directory", TimeProvider.System.GetUtcNow()))
        {
            await File.WriteAllTextAsync(slapd.TrustAnchors, authority.RootPem);
            authority.Issue(new CertificateOrder { Names = ["localhost"] }).Write(Path.GetDirectoryName(slapd.TrustAnchors)!, "slapd");
        }
        slapd._folder.Write("slapd.conf", slapd.Configuration());
        var people = slapd._folder.Write("people.ldif", People);
        await using (var add = new ChildProcess("/usr/sbin/slapadd", ["-f", slapd._folder.File("slapd.conf"), "-l", people]))
        {
            (await add.ExitAsync()).Should().Be(0, add.Output);
        }
        await slapd.RestartAsync();
        return slapd;
    }

    /// <summary>Starts it (again) on the same ports.</summary>
    public async Task RestartAsync()
    {
        // Level 256 says what is asked, and when it is ready.
        string[] arguments =
        [
            "-f",
            _folder.File("slapd.conf"),
            "-h",
            string.Create(CultureInfo.InvariantCulture, $"ldap://127.0.0.1:{Port}/ ldaps://127.0.0.1:{TlsPort}/"),
            "-d",
            "256",
        ];
        _process = new ChildProcess("/usr/sbin/slapd", arguments);
        await _process.LineAsync(l => l.Contains("slapd starting", StringComparison.Ordinal));
    }

    /// <summary>Lets it hang: connections are accepted, and nothing is answered (SIGSTOP).</summary>
    public Task HangAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ContinueAsync() => SignalAsync("-CONT");

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
        _folder.Dispose();
    }

    private string Configuration() =>
        $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile {_folder.File("slapd.pid")}
            TLSCertificateFile {_folder.File("slapd.pem")}
            TLSCertificateKeyFile {_folder.File("slapd.key")}
            require bind
            database mdb
            maxsize 10485760
            suffix "{Base}"
            rootdn "{BindDn}"
            rootpw "{Password}"
            directory {_folder.File("db")}
            """;

    private async Task SignalAsync(string signal)
    {
        await using var kill = new ChildProcess("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        (await kill.ExitAsync()).Should().Be(0);
    }
}
