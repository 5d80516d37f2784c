using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Phones.Guard;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>The registrar over a network: digest, answers, connections, guessers.</summary>
public sealed class PhoneRegistrarTests
{
    private readonly PhoneBench _bench = new();

    [Theory]
    [InlineData(TransportProtocol.Udp, "")]
    [InlineData(TransportProtocol.Udp, "MD5")]
    [InlineData(TransportProtocol.Tcp, "SHA-256")]
    [InlineData(TransportProtocol.Tls, "MD5")]
    public void Phone_registers(TransportProtocol protocol, string algorithm)
    {
        var phone = _bench.Phone(protocol: protocol);
        phone.Algorithm = algorithm;
        var response = phone.Register();
        response!.StatusCode.Should().Be(200);
        response.Headers.First(HeaderName.Contact).Should().Be($"{phone.Contact};expires=600");
        DateTimeOffset
            .ParseExact(response.Headers.First(HeaderName.Date)!, "R", CultureInfo.InvariantCulture)
            .Should()
            .BeCloseTo(_bench.World.Time.GetUtcNow(), TimeSpan.FromSeconds(2));
        var binding = Bindings().Should().ContainSingle().Subject;
        binding.Protocol.Should().Be(protocol);
        binding.UserAgent.Should().Be("Raw/1.0");
        $"<{binding.Contact}>".Should().Be(phone.Contact);
    }

    [Fact]
    public void Realm_is_the_company_in_plain_letters()
    {
        var challenge = _bench.Phone().Ask("REGISTER", "sip:pbx.example", "sip:201-desk@pbx.example")!;
        challenge
            .Headers.All(HeaderName.WwwAuthenticate)
            .Should()
            .HaveCount(2)
            .And.OnlyContain(v =>
                v.StartsWith("Digest realm=\"Rossi S.p.A.\", nonce=", StringComparison.Ordinal) && v.Contains("qop=\"auth\"")
            );
    }

    [Theory]
    [InlineData("baresip v1.0.0 (x86_64/Linux)", 1)]
    [InlineData("baresip v3.1.0 (x86_64/Linux)", 2)]
    public void Phone_that_is_known_to_fail_at_SHA_256_is_asked_by_MD5_alone(string userAgent, int challenges)
    {
        var phone = _bench.Phone();
        phone.UserAgent = userAgent;
        Challenges(phone).Should().Be(challenges);
    }

    [Fact]
    public void Phone_that_does_not_answer_is_asked_by_MD5_alone_the_next_time()
    {
        var phone = _bench.Phone();
        Challenges(phone).Should().Be(2);
        Challenges(phone).Should().Be(1);
        phone.Register()!.StatusCode.Should().Be(200);
        Challenges(phone).Should().Be(1, "it stays so");
        Challenges(_bench.Phone("192.0.2.8")).Should().Be(2, "others are asked by both");
    }

    [Fact]
    public void Phone_that_answers_by_SHA_256_is_asked_by_both_each_time()
    {
        var phone = _bench.Phone();
        phone.Algorithm = "SHA-256";
        for (var i = 0; i < 3; i++)
        {
            phone.Register()!.StatusCode.Should().Be(200);
        }
        Challenges(phone).Should().Be(2);
    }

    [Fact]
    public void Times_left_are_told_to_whom_asks()
    {
        var phone = _bench.Phone();
        phone.Register();
        _bench.World.Advance(TimeSpan.FromSeconds(100));
        var response = phone.Register("Expires: 7");
        response!.Headers.First(HeaderName.Contact).Should().Be($"{phone.Contact};expires=500");
    }

    [Fact]
    public void Phone_unregisters()
    {
        var phone = _bench.Phone();
        phone.Register();
        var response = phone.Register("Contact: *", "Expires: 0");
        response!.StatusCode.Should().Be(200);
        response.Headers.Contains(HeaderName.Contact).Should().BeFalse();
        Bindings().Should().BeEmpty();
    }

    [Fact]
    public void Interval_too_brief_is_told_the_least()
    {
        var phone = _bench.Phone();
        var response = phone.Register($"Contact: {phone.Contact};expires=10");
        response!.StatusCode.Should().Be(423);
        response.Headers.Number(HeaderName.MinExpires).Should().Be(60);
    }

    [Fact]
    public void Flow_of_RFC_5626_is_confirmed()
    {
        var phone = _bench.Phone(protocol: TransportProtocol.Tcp);
        var response = phone.Register(
            $"Contact: {phone.Contact};reg-id=1;+sip.instance=\"<urn:uuid:1>\";expires=600",
            "Supported: outbound, path",
            "Require: outbound"
        );
        response!.StatusCode.Should().Be(200);
        response.Headers.HasToken(HeaderName.Require, "outbound").Should().BeTrue();
        response.Headers.First(HeaderName.FlowTimer).Should().Be("120");
        response.Headers.First(HeaderName.Contact).Should().EndWith(";expires=600;+sip.instance=\"<urn:uuid:1>\";reg-id=1");
    }

    [Fact]
    public void Path_is_told_back()
    {
        var phone = _bench.Phone();
        var response = phone.Register($"Contact: {phone.Contact}", "Supported: path", "Path: <sip:edge.example;lr>");
        response!.Headers.First(HeaderName.Path).Should().Be("<sip:edge.example;lr>");
    }

    [Fact]
    public void Phone_on_a_connection_is_registered_as_long_as_it()
    {
        var phone = _bench.Phone(protocol: TransportProtocol.Tls);
        phone.Register();
        phone.Disconnect();
        Bindings().Should().BeEmpty();
        phone.Register()!.StatusCode.Should().Be(200);
        Bindings().Should().ContainSingle();
    }

    [Fact]
    public void Phone_registers_nobody_else()
    {
        var phone = _bench.Phone();
        var first = phone.Ask("REGISTER", "sip:pbx.example", "sip:202-cordless@pbx.example", $"Contact: {phone.Contact}")!;
        var response = phone.Ask(
            "REGISTER",
            "sip:pbx.example",
            "sip:202-cordless@pbx.example",
            $"Contact: {phone.Contact}",
            phone.Authorization(first, "REGISTER", "sip:pbx.example")
        );
        response!.StatusCode.Should().Be(403);
        Bindings("202-cordless").Should().BeEmpty();
    }

    [Fact]
    public void Credentials_are_good_once_on_all_loops()
    {
        var phone = _bench.Phone();
        var challenge = phone.Ask("REGISTER", "sip:pbx.example", "sip:201-desk@pbx.example")!;
        var credentials = phone.Authorization(challenge, "REGISTER", "sip:pbx.example");
        phone.Ask("REGISTER", "sip:pbx.example", "sip:201-desk@pbx.example", credentials)!.StatusCode.Should().Be(200);
        for (var i = 0; i < 10; i++)
        {
            // Each with a Call-ID of its own, so on either loop.
            var replayer = _bench.Phone(
                "192.0.2.7".Replace("7", (20 + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            );
            var response = replayer.Ask("REGISTER", "sip:pbx.example", "sip:201-desk@pbx.example", credentials)!;
            response.StatusCode.Should().Be(401);
            response.Headers.First(HeaderName.WwwAuthenticate).Should().EndWith("stale=true");
        }
    }

    /// <summary>svwar looks for names that are answered otherwise, svcrack for passwords.</summary>
    [Theory]
    [InlineData("REGISTER")]
    [InlineData("OPTIONS")]
    [InlineData("INVITE")]
    public void Name_that_exists_is_answered_as_one_that_does_not(string method)
    {
        var real = _bench.Phone("198.51.100.66", user: "201-desk", password: "guess");
        var unreal = _bench.Phone("198.51.100.67", user: "999-desk", password: "guess");
        for (var i = 0; i < 40; i++)
        {
            Attempt(real, method).Should().Be(Attempt(unreal, method), string.Create(CultureInfo.InvariantCulture, $"attempt {i}"));
        }
    }

    [Fact]
    public void Guesser_of_many_names_is_not_answered_any_more_and_the_phones_are()
    {
        var phone = _bench.Phone();
        phone.Register();
        var guesser = _bench.Phone("198.51.100.66", password: "guess");
        for (var i = 0; i < 6; i++)
        {
            guesser.User = string.Create(CultureInfo.InvariantCulture, $"{300 + i}-desk");
            guesser.Register()!.StatusCode.Should().Be(403);
        }
        guesser.Register().Should().BeNull("it is banned");
        phone.Register()!.StatusCode.Should().Be(200);
        _bench.World.Advance(TimeSpan.FromMinutes(15));
        guesser.Register()!.StatusCode.Should().Be(403, "bans end");
    }

    [Fact]
    public void Phone_with_a_wrong_password_does_not_lock_its_office_out()
    {
        var good = _bench.Phone("203.0.113.9");
        good.Register();
        var bad = _bench.Phone("203.0.113.9".Replace("9", "10", StringComparison.Ordinal), user: "202-cordless", password: "old");
        for (var i = 0; i < 400; i++)
        {
            bad.Register()!.StatusCode.Should().Be(403);
            _bench.World.Advance(TimeSpan.FromSeconds(1));
        }
        good.Register()!.StatusCode.Should().Be(200);
    }

    [Fact]
    public void Flood_of_REGISTERs_makes_no_work()
    {
        var burst = new GuardOptions().StrangerBurst;
        var flooder = _bench.Phone("198.51.100.66", user: "x", password: "x");
        for (var i = 0; i < 4 * burst; i++)
        {
            flooder.Post("REGISTER", "sip:pbx.example", "sip:x@pbx.example");
        }
        _bench.World.Run();
        flooder.Inbox.Should().HaveCount(burst, "no more is answered at once");
        _bench.Node.Endpoints.Sum(e => e.TransactionCount).Should().BeLessThanOrEqualTo(burst);
    }

    /// <summary>
    /// 10,000 phones of 200 offices register and refresh, challenges included: 40,000 requests. At 1,000 registrations a second they may take
    /// 20 s; twice that is allowed, since phones and network run on the same thread.
    /// </summary>
    [Fact]
    public void Ten_thousand_phones_register_and_refresh()
    {
        string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"{i}-desk");
        _bench.Phones.Apply(
            new PhoneDirectory("Rossi", Enumerable.Range(0, 10_000).Select(i => new PhoneAccount(Name(i), "secret", "u", null)))
        );
        var offices = Enumerable
            .Range(0, 200)
            .Select(i => _bench.Phone(string.Create(CultureInfo.InvariantCulture, $"10.0.{i}.1"), user: "", password: "secret"))
            .ToList();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 10_000; i++)
            {
                var phone = offices[i % offices.Count];
                phone.User = Name(i);
                phone.Register()!.StatusCode.Should().Be(200);
            }
            _bench.Phones.Book.Count.Should().Be(10_000);
            _bench.World.Advance(TimeSpan.FromSeconds(33));
        }
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(40));
        _bench.Store.Kept.Should().HaveCount(10_000);
    }

    [Fact]
    public void Who_lost_the_account_or_got_a_new_password_is_registered_no_more()
    {
        _bench.Phone().Register();
        var cordless = _bench.Phone("192.0.2.8", user: "202-cordless", password: "secret2");
        cordless.Register();
        _bench.Phones.Apply(new PhoneDirectory("Rossi", [new PhoneAccount("202-cordless", "changed", "gbianchi", null)]));
        Bindings().Should().BeEmpty();
        Bindings("202-cordless").Should().BeEmpty();
        cordless.Register()!.StatusCode.Should().Be(403);
        cordless.Password = "changed";
        cordless.Register()!.StatusCode.Should().Be(200);
    }

    [Fact]
    public void Without_accounts_nobody_is_asked_for_a_password()
    {
        _bench.Phones.Apply(PhoneDirectory.Empty);
        _bench.Phone().Register()!.StatusCode.Should().Be(403);
    }

    private static int Challenges(RawPhone phone) =>
        phone.Ask("REGISTER", "sip:pbx.example", "sip:201-desk@pbx.example")!.Headers.All(HeaderName.WwwAuthenticate).Count();

    private static string Attempt(RawPhone phone, string method)
    {
        var uri = method.Equals("REGISTER", StringComparison.Ordinal) ? "sip:pbx.example" : $"sip:{phone.User}@pbx.example";
        var first = phone.Ask(method, uri, $"sip:{phone.User}@pbx.example", $"Contact: {phone.Contact}");
        if (first is not { StatusCode: 401 or 407 })
        {
            return Shape(first);
        }
        var second = phone.Ask(
            method,
            uri,
            $"sip:{phone.User}@pbx.example",
            $"Contact: {phone.Contact}",
            phone.Authorization(first, method, uri)
        );
        return $"{Shape(first)} {Shape(second)}";
    }

    /// <summary>A response without what is another each time anyway.</summary>
    private static string Shape(SipResponse? response) =>
        response is null
            ? "nothing"
            : response.StatusCode.ToString(CultureInfo.InvariantCulture)
                + string.Join(',', response.Headers.Select(h => $"{h.NameText}/{h.Value.Length.ToString(CultureInfo.InvariantCulture)}"));

    private ImmutableArray<Binding> Bindings(string account = "201-desk") => _bench.Phones.Book.Of(account, _bench.Phones.Moment.Now);
}
