using System.Globalization;
using Ponte.Sip.Authentication;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Tests.Authentication;

/// <summary>RFC 7616, RFC 8760 and the older forms, as client and as server.</summary>
public sealed class DigestTests
{
    private const string Uri = "sip:voipco.example";

    private static readonly Credentials Account = new("0212345", "secret");
    private static readonly Instant Start = new(1_000_000_000);

    private readonly DigestServer _server = new("voipco", new byte[32], new DigestServerOptions { MaximumNonces = 100 });

    /// <summary>The examples of RFC 7616 3.9.1 (SHA-256 and MD5) and of RFC 2617 3.5.</summary>
    [Theory]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    public void Response_is_that_of_the_RFC(string algorithm, string expected)
    {
        var input = new DigestInput(
            DigestHash.Parse(algorithm)!.Value,
            "http-auth@example.org",
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "GET",
            "/dir/index.html",
            "auth",
            "00000001",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
        );
        DigestHash.Response(input, new Credentials("Mufasa", "Circle of Life")).Should().Be(expected);
    }

    [Fact]
    public void Response_of_RFC_2617_is_that_of_the_RFC()
    {
        var input = new DigestInput(
            DigestAlgorithm.Md5,
            "testrealm@host.com",
            "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            "GET",
            "/dir/index.html",
            "auth",
            "00000001",
            "0a4f113b"
        );
        DigestHash.Response(input, new Credentials("Mufasa", "Circle Of Life")).Should().Be("6629fae49393a05397450978507c4ef1");
    }

    [Theory]
    [InlineData("")]
    [InlineData(", qop=\"auth\"")]
    [InlineData(", qop=\"auth-int,auth\", opaque=\"abc\"")]
    [InlineData(", algorithm=MD5, qop=auth")]
    [InlineData(", algorithm=SHA-256, qop=\"auth\"")]
    [InlineData(", algorithm=MD5-sess, qop=\"auth\"")]
    [InlineData(", ALGORITHM=\"MD5\"")]
    public void Challenge_is_answered(string rest)
    {
        var exchange = new DigestExchange(new DigestClient(Account));
        exchange.Answer([$"Digest realm=\"voipco\",nonce=\"abc\"{rest}"], proxy: true).Should().BeTrue();
        var (proxy, value) = exchange.Authorize("REGISTER", Uri).Should().ContainSingle().Subject;
        proxy.Should().BeTrue();
        var parsed = AuthenticationParameters.Parse(value)!;
        parsed["username"].Should().Be("0212345");
        parsed["realm"].Should().Be("voipco");
        parsed["nonce"].Should().Be("abc");
        parsed["uri"].Should().Be(Uri);
        parsed["opaque"].Should().Be(rest.Contains("opaque", StringComparison.Ordinal) ? "abc" : null);
        parsed["qop"].Should().Be(rest.Contains("qop", StringComparison.Ordinal) ? "auth" : null);
        parsed["nc"].Should().Be(rest.Contains("qop", StringComparison.Ordinal) ? "00000001" : null);
        var input = new DigestInput(
            DigestHash.Parse(parsed["algorithm"])!.Value,
            "voipco",
            "abc",
            "REGISTER",
            Uri,
            parsed["qop"],
            parsed["nc"] ?? "",
            parsed["cnonce"] ?? ""
        );
        parsed["response"].Should().Be(DigestHash.Response(input, Account));
    }

    [Theory]
    [InlineData("Basic realm=\"voipco\"")]
    [InlineData("Digest realm=\"voipco\"")]
    [InlineData("Digest nonce=\"abc\"")]
    [InlineData("Digest realm=\"voipco\",nonce=\"abc\",qop=\"auth-int\"")]
    [InlineData("Digest realm=\"voipco\",nonce=\"abc\",algorithm=SHA-999")]
    [InlineData("Digest realm=\"voipco")]
    [InlineData("Digest")]
    [InlineData("")]
    public void Challenge_that_cannot_be_answered_is_not(string challenge) =>
        new DigestExchange(new DigestClient(Account)).Answer([challenge], proxy: false).Should().BeFalse();

    [Fact]
    public void Strongest_of_several_challenges_is_answered()
    {
        var exchange = new DigestExchange(new DigestClient(Account));
        exchange.Answer(
            ["Digest realm=\"a\",nonce=\"1\",algorithm=MD5", "Digest realm=\"a\",nonce=\"2\",algorithm=SHA-256", "Basic realm=\"a\""],
            proxy: false
        );
        exchange.Authorize("INVITE", Uri).Should().ContainSingle().Which.Value.Should().Contain("SHA-256").And.Contain("nonce=\"2\"");
    }

    [Fact]
    public void Proxy_and_server_are_answered_side_by_side()
    {
        var exchange = new DigestExchange(new DigestClient(Account));
        exchange.Answer(["Digest realm=\"proxy\",nonce=\"1\""], proxy: true).Should().BeTrue();
        exchange.Answer(["Digest realm=\"server\",nonce=\"2\""], proxy: false).Should().BeTrue();
        exchange.Authorize("INVITE", Uri).Select(a => a.Proxy).Should().Equal(true, false);
    }

    [Fact]
    public void Refused_credentials_are_not_sent_twice()
    {
        var exchange = new DigestExchange(new DigestClient(Account));
        exchange.Answer(["Digest realm=\"a\",nonce=\"1\""], proxy: false).Should().BeTrue();
        _ = exchange.Authorize("INVITE", Uri).ToList();
        exchange.Answer(["Digest realm=\"a\",nonce=\"1\""], proxy: false).Should().BeFalse("the same challenge failed");
        exchange.Answer(["Digest realm=\"a\",nonce=\"2\""], proxy: false).Should().BeFalse("a new nonce does not mend a wrong password");
    }

    [Fact]
    public void Stale_nonce_is_answered_again_but_not_for_ever()
    {
        var exchange = new DigestExchange(new DigestClient(Account));
        exchange.Answer(["Digest realm=\"a\",nonce=\"1\""], proxy: false).Should().BeTrue();
        var answers = 0;
        for (var i = 2; i < 100; i++)
        {
            _ = exchange.Authorize("INVITE", Uri).ToList();
            answers += exchange.Answer([$"Digest realm=\"a\",nonce=\"{i}\",stale=TRUE"], proxy: false) ? 1 : 0;
        }
        answers.Should().BeInRange(1, 5);
    }

    [Fact]
    public void Later_request_carries_credentials_at_once_with_a_rising_count()
    {
        var client = new DigestClient(Account);
        var first = new DigestExchange(client);
        first.Answer(["Digest realm=\"a\",nonce=\"1\",qop=\"auth\""], proxy: false);
        first.Authorize("REGISTER", Uri).Single().Value.Should().Contain("nc=00000001");
        var second = new DigestExchange(client);
        second.Authorize("REGISTER", Uri).Single().Value.Should().Contain("nc=00000002");
        second
            .Answer(["Digest realm=\"a\",nonce=\"9\",qop=\"auth\""], proxy: false)
            .Should()
            .BeTrue("its old nonce may have run out unsaid");
        second.Authorize("REGISTER", Uri).Single().Value.Should().Contain("nc=00000001").And.Contain("nonce=\"9\"");
    }

    [Fact]
    public void Quotes_in_names_are_escaped()
    {
        var exchange = new DigestExchange(new DigestClient(new Credentials("a\"b\\c", "x")));
        exchange.Answer(["Digest realm=\"r\\\"s\",nonce=\"1\""], proxy: false);
        var parsed = AuthenticationParameters.Parse(exchange.Authorize("INVITE", Uri).Single().Value)!;
        parsed["username"].Should().Be("a\"b\\c");
        parsed["realm"].Should().Be("r\"s");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Server_accepts_right_credentials_for_either_algorithm(int offered)
    {
        var value = Answered(_server.Challenge(Start)[offered]);
        Check(value).Should().Be(new DigestVerdict(DigestResult.Accepted, "0212345"));
    }

    [Fact]
    public void Server_offers_SHA_256_first() => _server.Challenge(Start)[0].Should().Contain("SHA-256");

    [Fact]
    public void Server_tells_wrong_password_unknown_user_missing_and_malformed_apart()
    {
        var challenge = _server.Challenge(Start)[0];
        Check(Answered(challenge, new Credentials("0212345", "guess"))).Result.Should().Be(DigestResult.Wrong);
        Check(Answered(challenge, new Credentials("nobody", ""))).Result.Should().Be(DigestResult.Wrong);
        Check("Digest realm=\"other\", nonce=\"1\"").Result.Should().Be(DigestResult.Missing);
        Check("Basic abc").Result.Should().BeOneOf(DigestResult.Missing, DigestResult.Malformed);
        Check("Digest realm=\"voipco\"").Result.Should().Be(DigestResult.Malformed);
        _server.Check("REGISTER", Uri, [], _ => null, Start).Result.Should().Be(DigestResult.Missing);
    }

    /// <summary>Memory is taken in proportion to what is computed, and unlike time it is the same on every run: who skipped the digest would take less.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Unknown_user_is_computed_for_like_a_wrong_password(int offered)
    {
        var challenge = _server.Challenge(Start)[offered];
        var wrong = Answered(challenge, new Credentials("0212345", "guess"));
        var unknown = Answered(challenge, new Credentials("0212346", "guess"));
        long Work(string value)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var verdict = _server.Check(
                "REGISTER",
                Uri,
                [value],
                u => u.Equals("0212345", StringComparison.Ordinal) ? "1234567890123456" : null,
                Start
            );
            verdict.Result.Should().Be(DigestResult.Wrong);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Work(wrong); // what is made once
        Work(unknown);

        Work(unknown).Should().Be(Work(wrong));
    }

    [Fact]
    public void Server_refuses_another_method_and_another_uri()
    {
        var value = Answered(_server.Challenge(Start)[0]);
        Check(value, method: "INVITE").Result.Should().Be(DigestResult.Wrong);
        Check(value, uri: "sip:other.example").Result.Should().Be(DigestResult.Malformed);
    }

    [Fact]
    public void Server_takes_each_count_once_in_any_order()
    {
        var client = new DigestClient(Account);
        client.Learn(DigestChallenge.Parse(_server.Challenge(Start)[0])!, proxy: false);
        var values = Enumerable.Range(0, 5).Select(_ => client.Authorize("REGISTER", Uri).Single().Value).ToList();
        foreach (var i in new[] { 2, 0, 1, 4, 3 })
        {
            Check(values[i]).Result.Should().Be(DigestResult.Accepted);
        }
        foreach (var value in values)
        {
            Check(value).Result.Should().Be(DigestResult.Stale, "a count is good once");
        }
    }

    [Fact]
    public void Server_calls_an_old_nonce_stale()
    {
        var value = Answered(_server.Challenge(Start)[0]);
        Check(value, at: Start + TimeSpan.FromMinutes(6)).Result.Should().Be(DigestResult.Stale);
        _server.Challenge(Start, stale: true)[0].Should().EndWith("stale=true");
    }

    [Fact]
    public void Server_calls_a_nonce_of_another_key_stale()
    {
        var other = new DigestServer("voipco", Enumerable.Repeat((byte)1, 32).ToArray(), new DigestServerOptions());
        Check(Answered(other.Challenge(Start)[0])).Result.Should().Be(DigestResult.Stale);
    }

    [Fact]
    public void Nonce_is_good_only_for_whom_it_was_given_to()
    {
        var value = Answered(_server.Challenge(Start, recipient: "192.0.2.7")[0]);
        Check(value, sender: "192.0.2.8").Result.Should().Be(DigestResult.Stale);
        Check(value).Result.Should().Be(DigestResult.Stale);
        Check(value, sender: "192.0.2.7").Result.Should().Be(DigestResult.Accepted);
    }

    [Fact]
    public void Wrong_password_with_a_nonce_that_is_not_good_does_not_show()
    {
        var other = new DigestServer("voipco", Enumerable.Repeat((byte)1, 32).ToArray(), new DigestServerOptions());
        var challenge = other.Challenge(Start)[0];
        Check(Answered(challenge)).Result.Should().Be(DigestResult.Stale);
        Check(Answered(challenge, new Credentials("0212345", "guess"))).Result.Should().Be(DigestResult.Stale);
    }

    [Fact]
    public void Old_form_without_qop_is_good_once()
    {
        var challenge = _server.Challenge(Start)[1].Replace(", qop=\"auth\"", "", StringComparison.Ordinal);
        var value = Answered(challenge);
        Check(value).Result.Should().Be(DigestResult.Accepted);
        Check(value).Result.Should().Be(DigestResult.Stale);
    }

    [Fact]
    public void Nonces_that_left_the_ledger_cannot_be_used_again()
    {
        var values = Enumerable.Range(0, 150).Select(i => Answered(_server.Challenge(Start + TimeSpan.FromMilliseconds(i))[0])).ToList();
        values.Should().OnlyContain(v => Check(v, "REGISTER", Uri, Start + TimeSpan.FromSeconds(1)).Result == DigestResult.Accepted);
        values.Should().OnlyContain(v => Check(v, "REGISTER", Uri, Start + TimeSpan.FromSeconds(1)).Result == DigestResult.Stale);
    }

    [Fact]
    public void Changed_nonce_is_never_accepted()
    {
        var challenge = _server.Challenge(Start)[0];
        var nonce = AuthenticationParameters.Parse(challenge)!["nonce"]!;
        for (var i = 0; i < nonce.Length; i++)
        {
            var changed = nonce[..i] + (nonce[i] == 'A' ? 'B' : 'A') + nonce[(i + 1)..];
            Check(Answered(challenge.Replace(nonce, changed, StringComparison.Ordinal)))
                .Result.Should()
                .Be(DigestResult.Stale, string.Create(CultureInfo.InvariantCulture, $"position {i}"));
        }
    }

    /// <summary>As long as one of ours, and yet no base64url: also in its last character, whose lowest bits must be 0.</summary>
    [Theory]
    [InlineData('%')]
    [InlineData('=')]
    [InlineData('/')]
    [InlineData('\u00e9')]
    [InlineData('B')]
    public void Nonce_that_is_no_base64url_is_refused_and_does_not_throw(char last)
    {
        var challenge = _server.Challenge(Start)[0];
        var nonce = AuthenticationParameters.Parse(challenge)!["nonce"]!;
        foreach (var changed in new[] { nonce[..^1] + last, last + nonce[1..] })
        {
            Check(Answered(challenge.Replace(nonce, changed, StringComparison.Ordinal))).Result.Should().Be(DigestResult.Stale);
        }
    }

    [Fact]
    public void Password_does_not_show_in_text() => Account.ToString().Should().NotContain("secret");

    private static string Answered(string challenge, Credentials? credentials = null)
    {
        var client = new DigestClient(credentials ?? Account);
        client.Learn(DigestChallenge.Parse(challenge)!, proxy: false);
        return client.Authorize("REGISTER", Uri).Single().Value;
    }

    private DigestVerdict Check(string value, string method = "REGISTER", string uri = Uri, Instant? at = null, string sender = "") =>
        _server.Check(
            method,
            uri,
            [value],
            u => string.Equals(u, Account.User, StringComparison.Ordinal) ? Account.Password : null,
            at ?? Start,
            sender
        );
}
