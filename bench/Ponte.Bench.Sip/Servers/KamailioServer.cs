using System.Net;
using Ponte.Bench.Sip.Load;
using Ponte.Simulator.Certificates;

namespace Ponte.Bench.Sip.Servers;

/// <summary>Kamailio as Debian ships it: a proxy with transactions that stays in the dialogs (Record-Route), with one worker.</summary>
internal sealed class KamailioServer : ServerUnderTest
{
    private readonly string _folder;

    public KamailioServer(string folder, DemoCertificates? certificates = null, int? processor = null)
    {
        _folder = Path.Combine(folder, "kamailio");
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "kamailio.cfg");
        File.WriteAllText(file, Configuration(certificates is not null));
        if (certificates is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "tls.cfg"), Tls(certificates));
        }
        Launch(
            processor,
            Path.Combine(_folder, "log"),
            "kamailio",
            "-f",
            file,
            "-DD",
            "-E",
            "-m",
            "1024",
            "-M",
            "32",
            "-Y",
            _folder,
            "-P",
            Path.Combine(_folder, "pid")
        );
    }

    public override string Name => "Kamailio";

    public override IPEndPoint Address => Place.Kamailio;

    public override IEnumerable<(string Part, int Process)> Processes() => ProcessCosts.Family(MainProcess).Select(p => ("kamailio", p));

    private static string Tls(DemoCertificates certificates) =>
        $"""
            [server:default]
            method = TLSv1.2+
            certificate = {certificates.SbcCertificate}
            private_key = {certificates.SbcKey}
            ca_list = {certificates.MicrosoftAuthority}
            verify_certificate = yes
            require_certificate = yes
            [client:default]
            method = TLSv1.2+
            certificate = {certificates.SbcCertificate}
            private_key = {certificates.SbcKey}
            ca_list = {certificates.MicrosoftAuthority}
            verify_certificate = yes
            require_certificate = yes

            """;

    private string Configuration(bool tls) =>
        $$"""
            #!KAMAILIO
            debug=-1
            log_stderror=yes
            children=1
            tcp_children=1
            auto_aliases=no
            dns=no
            rev_dns=no
            use_dns_cache=off
            listen=udp:{{Place.Kamailio}}
            {{(tls ? $"enable_tls=yes\nlisten=tls:{Place.KamailioTls}\ntcp_connection_lifetime=600" : "disable_tcp=yes")}}
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            loadmodule "pv.so"
            loadmodule "maxfwd.so"
            loadmodule "siputils.so"
            {{(tls ? $"loadmodule \"tls.so\"\nmodparam(\"tls\", \"config\", \"{Path.Combine(_folder, "tls.cfg")}\")" : "")}}
            request_route {
              if (!mf_process_maxfwd_header("10")) {
                sl_send_reply("483", "Too Many Hops");
                exit;
              }
              if (has_totag()) {
                if (loose_route()) {
                  t_relay();
                } else if (method=="ACK") {
                  if (t_check_trans()) t_relay();
                } else {
                  sl_send_reply("404", "Not here");
                }
                exit;
              }
              if (method=="CANCEL") {
                if (t_check_trans()) t_relay();
                exit;
              }
              if (method=="OPTIONS") {
                sl_send_reply("200", "OK");
                exit;
              }
              if (method=="ACK") {
                t_check_trans();
                exit;
              }
              t_check_trans();
              record_route();
              $du = "{{(tls ? $"sip:{Place.Hub};transport=tls" : $"sip:{Place.Exchange}")}}";
              if (!t_relay()) sl_reply_error();
            }

            """;
}
