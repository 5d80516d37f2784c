using System.Text;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Messages;

/// <summary>RFC 4475 3.1.1: unusual messages that are right. The traps are the RFC's, the people in them ours.</summary>
public sealed class TortureValidTests
{
    [Fact]
    public void Wsinv_folding_and_space_everywhere()
    {
        var request = Wire.Request(
            """
            INVITE sip:carla@ufficio.example.org;modo SIP/2.0
            TO :
             sip:carla@ufficio.example.org ;   tag    = 55c7n
            from   : "B Verdi \\\""       <sip:bverdi@example.org>
              ;
              tag = q81k
            MaX-fOrWaRdS: 0068
            Call-ID: piegato.77@192.0.2.7
            Content-Length   : 5
            cseq: 0009
              INVITE
            Via  : SIP  /   2.0
             /UDP
                192.0.2.8;branch=390vecchio
            s :
            NuovaIntestazione:   valore nuovo
             valore che continua
            ValoreStrano: ;;,,;;,;
            Content-Type: application/sdp
            Route:
             <sip:servizi.example.org;lr;ignoto=si;ignoto-vuoto>
            v:  SIP  / 2.0  / TCP     fuso.example.org   ;
              branch  =   z9hG4bK9abc8  ,
             SIP  /    2.0   / UDP  192.168.7.1   ; branch=
             z9hG4bK3021
            m:"Una \"\" citazione" <sip:bverdi@example.org> ; nuovo =
                  si ;
              secondo ; q = 0.33

            v=0

            """
        );
        request.RequestUri!.HasParameter("modo").Should().BeTrue();
        request.To!.UriText.Should().Be("sip:carla@ufficio.example.org");
        request.ToTag.Should().Be("55c7n");
        request.From!.DisplayName.Should().Be("B Verdi \\\"");
        request.FromTag.Should().Be("q81k");
        request.Headers.Number(HeaderName.MaxForwards).Should().Be(68);
        request.CSeq.Should().Be(new CSeq(9, SipMethod.Invite, "INVITE"));
        request.Headers.First(HeaderName.Subject).Should().BeEmpty();
        request.Headers.First("nuovaintestazione").Should().Be("valore nuovo valore che continua");
        request.Headers.First("ValoreStrano").Should().Be(";;,,;;,;");
        request
            .Headers.Addresses(HeaderName.Route)
            .Single()
            .Uri!.Parameters.Select(p => p.ToString())
            .Should()
            .Equal("lr", "ignoto=si", "ignoto-vuoto");
        var vias = request.Headers.Values(HeaderName.Via).Select(v => ViaHeader.TryParse(v, out var via) ? via : null).ToList();
        vias.Select(v => v!.Transport).Should().Equal("UDP", "TCP", "UDP");
        vias.Select(v => v!.SentByHost).Should().Equal("192.0.2.8", "fuso.example.org", "192.168.7.1");
        vias.Select(v => v!.Branch).Should().Equal("390vecchio", "z9hG4bK9abc8", "z9hG4bK3021");
        vias[0]!.HasTransactionId.Should().BeFalse();
        var contact = request.Headers.Addresses(HeaderName.Contact).Single();
        contact.DisplayName.Should().Be("Una \"\" citazione");
        contact.Parameter("nuovo").Should().Be("si");
        contact.Parameter("secondo").Should().BeEmpty();
        contact.Parameter("q").Should().Be("0.33");
        Encoding.UTF8.GetString(request.Body.Span).Should().Be("v=0\r\n");
    }

    [Fact]
    public void Intmeth_every_character_that_is_allowed()
    {
        const string method = "!strano-Metodo0123456789_*+`.%davvero'~";
        var request = Wire.Request(
            $$"""
            {{method}} sip:9_curioso.URI~(essere!certo)&non+e'$/matto?,/;;*:&e+ha=1,strana!*pas$w~d_molto.(non-e)@example.org SIP/2.0
            Via: SIP/2.0/TCP nodo1.example.org;branch=z9hG4bK-.!%66*_+`'~
            To: "BEL:\{{"\a"}} NUL:\{{"\0"}} DEL:\{{"\u007f"}}" <sip:9_curioso.URI~(essere!certo)&non+e'$/matto?,/;;*@example.org>
            From: parola1~` parola2'+_ parola3*%!.- <sip:comune@example.org>;daParam''~+*_!.-%="работающий";tag=_segno~1'+`*%!-.
            Call-ID: tutto.parola%ZK-!.*_+'@parola`~)(><:\/"][?}{
            CSeq: 139122385 {{method}}
            Max-Forwards: 255
            intestazione-!.%*+_`'~:大停電
            Content-Length: 0


            """
        );
        request.Method.Should().Be(SipMethod.Other);
        request.MethodName.Should().Be(method);
        request.CSeq.MethodName.Should().Be(method);
        request.RequestUri!.User.Should().Be("9_curioso.URI~(essere!certo)&non+e'$/matto?,/;;*");
        request.RequestUri.Password.Should().Be("&e+ha=1,strana!*pas$w~d_molto.(non-e)");
        request.RequestUri.Host.Should().Be("example.org");
        request.TopVia!.Branch.Should().Be("z9hG4bK-.!%66*_+`'~");
        request.To!.DisplayName.Should().Be("BEL:\a NUL:\0 DEL:\u007f");
        request.From!.DisplayName.Should().Be("parola1~` parola2'+_ parola3*%!.-");
        request.FromTag.Should().Be("_segno~1'+`*%!-.");
        request.From.Parameter("daParam''~+*_!.-%").Should().Be("работающий");
        request.CallId.Should().Be("tutto.parola%ZK-!.*_+'@parola`~)(><:\\/\"][?}{");
        request.Headers.First("intestazione-!.%*+_`'~").Should().Be("大停電");
    }

    [Fact]
    public void Esc01_escapes_are_resolved_once_and_only_in_uris()
    {
        var request = Wire.Request(
            """
            INVITE sip:sips%3Acarla%40example.org@example.net SIP/2.0
            To: sip:%63arl%61@example.org
            From: <sip:Ho%20degli%20spazi@example.net>;tag=938
            Max-Forwards: 87
            i: esc.239409
            CSeq: 234234 INVITE
            Via: SIP/2.0/UDP nodo5.example.net;branch=z9hG4bKkd
            C: application/sdp
            Contact:
              <sip:be%70pe@nodo5.example.net;%6C%72;n%6Fme=v%61lore%25%34%31>
            Content-Length: 0


            """
        );
        request.RequestUri!.User.Should().Be("sips%3Acarla%40example.org");
        request.RequestUri.UserText.Should().Be("sips:carla@example.org");
        request.RequestUri.Host.Should().Be("example.net");
        request.To!.Uri!.UserText.Should().Be("carla");
        request.From!.Uri!.UserText.Should().Be("Ho degli spazi");
        var contact = request.Headers.Addresses(HeaderName.Contact).Single().Uri!;
        contact.Text.Should().Be("sip:be%70pe@nodo5.example.net;%6C%72;n%6Fme=v%61lore%25%34%31");
        Uri("sip:beppe@nodo5.example.net;nome=valore%2541").IsEquivalentTo(contact).Should().BeTrue();
        Uri("sip:beppe@nodo5.example.net;nome=valoreA").IsEquivalentTo(contact).Should().BeFalse("escapes are resolved once");
        SipUri.Unescape("v%61lore%25%34%31").Should().Be("valore%41");
    }

    [Fact]
    public void Escnull_zero_octets_do_not_end_a_user()
    {
        var request = Wire.Request(
            """
            REGISTER sip:example.org SIP/2.0
            To: sip:zero-%00-zero@example.org
            From: sip:zero-%00-zero@example.org;tag=8399
            Max-Forwards: 70
            Call-ID: zero.39203
            CSeq: 14398234 REGISTER
            Via: SIP/2.0/UDP nodo5.example.org;branch=z9hG4bKkd
            Contact: <sip:%00@nodo5.example.org>
            Contact: <sip:%00%00@nodo5.example.org>
            L:0


            """
        );
        request.To!.Uri!.UserText.Should().Be("zero-\0-zero");
        var contacts = request.Headers.Addresses(HeaderName.Contact).Select(c => c.Uri!).ToList();
        contacts.Select(c => c.UserText).Should().Equal("\0", "\0\0");
        contacts[0].IsEquivalentTo(contacts[1]).Should().BeFalse();
    }

    [Fact]
    public void Esc02_a_percent_sign_is_no_escape_outside_uris()
    {
        var request = Wire.Request(
            """
            RE%47IST%45R sip:registro.example.org SIP/2.0
            To: "%Z%45" <sip:risorsa@example.org>
            From: "%Z%45" <sip:risorsa@example.org>;tag=f232
            Call-ID: esc2.asdf
            Via: SIP/2.0/TCP nodo.example.org;branch=z9hG4bK209%fzs
            CSeq: 29344 RE%47IST%45R
            Max-Forwards: 70
            Contact: <sip:uno@nodo1.example.org>
            C%6Fntact: <sip:due@nodo2.example.org>
            Contact: <sip:tre@nodo3.example.org>
            l: 0


            """
        );
        request.Method.Should().Be(SipMethod.Other);
        request.From!.DisplayName.Should().Be("%Z%45");
        request.TopVia!.Branch.Should().Be("z9hG4bK209%fzs");
        request.Headers.Addresses(HeaderName.Contact).Select(c => c.Uri!.User).Should().Equal("uno", "tre");
    }

    [Fact]
    public void Lwsdisp_no_space_between_name_and_bracket()
    {
        var request = Wire.Request(Simple("OPTIONS", "From: beppe<sip:beppe@example.org>;tag=323"));
        request.From!.DisplayName.Should().Be("beppe");
        request.From.UriText.Should().Be("sip:beppe@example.org");
        request.FromTag.Should().Be("323");
    }

    [Fact]
    public void Longreq_long_names_and_values_and_many_vias()
    {
        var lungo = string.Concat(Enumerable.Repeat("lungo", 40));
        var vias = string.Concat(
            Enumerable.Range(0, 33).Select(i => $"{Vary("via", i)}{new string(' ', i % 3)}: SIP/2.0/TCP nodo{i}.example.org\n")
        );
        var request = Wire.Request(
            $"""
            INVITE sip:carla@example.org SIP/2.0
            To: "Un nome {lungo} davvero"<sip:carla@example.org:6000;ignoto1={lungo};{lungo}nome=corto;{lungo}SenzaValore>
            F: sip:{lungo}@example.net;tag={lungo}82;{lungo}p={lungo};{lungo}vuoto
            Call-ID: {lungo}
            CSeq: 3882340 INVITE
            Ignota-{lungo}: ignoto-{lungo}; ignoto-{lungo} = ignoto-{lungo}
            {vias}Via: SIP/2.0/TCP ultimo.example.org;received=192.0.2.5;branch={lungo}
            Max-Forwards: 70
            Contact: <sip:{lungo}@nodo5.example.net>
            l: 0


            """
        );
        request.To!.Uri!.Port.Should().Be(6000);
        request.To.Uri.Parameter($"{lungo}nome").Should().Be("corto");
        request.FromTag.Should().Be($"{lungo}82");
        request.CallId.Should().Be(lungo);
        request.Headers.All(HeaderName.Via).Should().HaveCount(34);
        request.TopVia!.SentByHost.Should().Be("nodo0.example.org");
        request.Headers.First($"ignota-{lungo}").Should().StartWith("ignoto-lungo");
    }

    [Fact]
    public void Dblreq_what_follows_the_body_in_a_datagram_is_left_out()
    {
        var first = Simple("REGISTER", "Contact: sip:beppe@nodo.example.org");
        var request = Wire.Request(first + Simple("INVITE"));
        request.Method.Should().Be(SipMethod.Register);
        request.Body.Length.Should().Be(0);
        request.Bytes.Length.Should().Be(Wire.Bytes(first).Length);
        request.Headers.Addresses(HeaderName.Contact).Single().Uri!.Host.Should().Be("nodo.example.org");
    }

    [Fact]
    public void Semiuri_a_semicolon_before_the_at_sign_belongs_to_the_user()
    {
        var request = Wire.Request(Simple("OPTIONS", uri: "sip:carla;par=u%40example.net@example.org"));
        request.RequestUri!.User.Should().Be("carla;par=u%40example.net");
        request.RequestUri.UserText.Should().Be("carla;par=u@example.net");
        request.RequestUri.Host.Should().Be("example.org");
        request.RequestUri.Parameters.Should().BeEmpty();
    }

    [Fact]
    public void Transports_known_and_unknown()
    {
        var request = Wire.Request(
            Simple(
                "OPTIONS",
                """
                Via: SIP/2.0/SCTP t2.example.org;branch=z9hG4bKkl
                Via: SIP/2.0/TLS t3.example.org;branch=z9hG4bK29
                Via: SIP/2.0/UNKNOWN t4.example.org;branch=z9hG4bKas
                Via: SIP/2.0/TCP t5.example.org;branch=z9hG4bK0a
                """
            )
        );
        request
            .Headers.Values(HeaderName.Via)
            .Select(v => ViaHeader.TryParse(v, out var via) ? via.Transport : "")
            .Should()
            .Equal("UDP", "SCTP", "TLS", "UNKNOWN", "TCP");
    }

    [Fact]
    public void Mpart01_a_body_of_any_octets()
    {
        byte[] body = [.. "--x\r\n\r\n"u8, 0, 1, 0xff, 0x0d, 0x0a, 0x0d, 0x0a, 0, 0x80, .. "\r\n--x--\r\n"u8];
        var head = Wire.Bytes(
            Simple("MESSAGE", "Content-Type: multipart/mixed;boundary=x").Replace("l: 0", $"l: {body.Length}", StringComparison.Ordinal)
        );
        var request = (SipRequest)Wire.Parse([.. head, .. body]);
        request.Body.ToArray().Should().Equal(body);
        request.ContentType.Should().Be("multipart/mixed");
    }

    [Fact]
    public void Unreason_any_text_may_be_a_reason_phrase()
    {
        var response = Wire.Response(Answer("200 = 2**3 * 5**2 но сто девяносто девять - простое"));
        response.StatusCode.Should().Be(200);
        response.ReasonPhrase.Should().Be("= 2**3 * 5**2 но сто девяносто девять - простое");
    }

    [Theory]
    [InlineData("100 ")]
    [InlineData("100")]
    public void Noreason_no_reason_phrase(string status)
    {
        var response = Wire.Response(Answer(status));
        response.StatusCode.Should().Be(100);
        response.ReasonPhrase.Should().BeEmpty();
    }

    internal static SipUri Uri(string text) => SipUri.TryParse(text, out var uri) ? uri : throw new InvalidOperationException(text);

    /// <summary>A request with the usual header fields; those given replace or follow them.</summary>
    internal static string Simple(string method, string headers = "", string uri = "sip:carla@example.org")
    {
        var from = headers.StartsWith("From:", StringComparison.Ordinal) ? "" : "From: <sip:beppe@example.net>;tag=33242\n";
        return $"{method} {uri} SIP/2.0\n{from}To: sip:carla@example.org\nMax-Forwards: 70\nCall-ID: semplice.1\nCSeq: 8 {method}\n"
            + $"Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKkdju\n{(headers.Length > 0 ? headers + "\n" : "")}l: 0\n\n";
    }

    internal static string Answer(string status, string headers = "") =>
        $"SIP/2.0 {status}\nVia: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398\nCall-ID: risposta.1\nCSeq: 35 INVITE\n"
        + $"From: <sip:beppe@example.org>;tag=39a\nTo: <sip:carla@example.org>;tag=902\n{(headers.Length > 0 ? headers + "\n" : "")}Content-Length: 0\n\n";

    private static string Vary(string name, int bits) =>
        (bits & 8) != 0 ? "v" : string.Concat(name.Select((c, i) => (bits & (1 << i)) != 0 ? char.ToUpperInvariant(c) : c));
}
