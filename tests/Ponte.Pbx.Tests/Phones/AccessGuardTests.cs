using System.Globalization;
using System.Net;
using CsCheck;
using Ponte.Pbx.Phones.Guard;
using Ponte.Sip.Loop;

namespace Ponte.Pbx.Tests.Phones;

public sealed class AccessGuardTests
{
    private static readonly IPAddress Office = IPAddress.Parse("203.0.113.9");
    private static readonly IPAddress Stranger = IPAddress.Parse("198.51.100.66");
    private static readonly IPAddress Carrier = IPAddress.Parse("198.51.100.7");
    private static readonly Instant Start = new(1_000_000_000);
    private readonly GuardOptions _options = new();
    private readonly AccessGuard _guard;

    public AccessGuardTests() => _guard = new AccessGuard(_options, a => a.Equals(Carrier));

    [Fact]
    public void Flood_of_a_stranger_is_limited_and_others_are_not()
    {
        Admitted(Stranger, 10_000, Start).Should().Be(_options.StrangerBurst);
        Admitted(Stranger, 10_000, Start + TimeSpan.FromSeconds(1)).Should().Be(_options.StrangerRequestsPerSecond);
        Admitted(Office, 100, Start).Should().Be(100);
    }

    [Fact]
    public void Office_whose_phones_are_known_may_send_much()
    {
        _guard.Succeeded(Office, "201-desk", Start);
        _guard.Admit(Office, Start);
        Admitted(Office, 1_000, Start + TimeSpan.FromSeconds(1)).Should().Be(1_000);
    }

    [Fact]
    public void Line_is_neither_limited_nor_banned()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _guard.Failed(Carrier, User(i), Start).Should().BeEmpty();
            _guard.Asked(Carrier, User(i), Start).Should().BeNull();
        }
        Admitted(Carrier, 10_000, Start).Should().Be(10_000);
    }

    [Fact]
    public void Guesser_of_one_password_is_banned_with_that_user_only_for_a_while()
    {
        var bans = Enumerable.Range(0, 10).SelectMany(_ => _guard.Failed(Office, "201-desk", Start)).ToList();
        bans.Should().ContainSingle().Which.Should().Be(new GuardBan(GuardBanKind.Pair, "203.0.113.9", _options.PairBan));
        _guard.IsServed(Office, "201-desk", Start).Should().BeFalse();
        _guard.IsServed(Office, "202-desk", Start).Should().BeTrue();
        _guard.IsServed(Stranger, "201-desk", Start).Should().BeTrue();
        _guard.Admit(Office, Start).Should().Be(GuardVerdict.Admitted);
        _guard.IsServed(Office, "201-desk", Start + _options.PairBan).Should().BeTrue("bans end");
    }

    [Fact]
    public void Right_password_clears_what_was_mistyped()
    {
        for (var i = 0; i < 5; i++)
        {
            Enumerable.Range(0, 9).SelectMany(_ => _guard.Failed(Office, "201-desk", Start)).Should().BeEmpty();
            _guard.Succeeded(Office, "201-desk", Start);
        }
    }

    [Fact]
    public void Address_that_tries_many_users_is_banned_once_and_the_ban_ends()
    {
        var bans = Enumerable.Range(0, 6).SelectMany(i => _guard.Failed(Stranger, User(i), Start)).ToList();
        bans.Should().ContainSingle().Which.Kind.Should().Be(GuardBanKind.Address);
        _guard.Admit(Stranger, Start).Should().Be(GuardVerdict.Banned);
        _guard.Admit(Stranger, Start + (_options.Ban / 2)).Should().Be(GuardVerdict.Banned);
        _guard.Admit(Stranger, Start + _options.Ban).Should().Be(GuardVerdict.Admitted);
        _guard.Admit(Office, Start).Should().Be(GuardVerdict.Admitted);
    }

    [Fact]
    public void Scanner_without_credentials_is_banned()
    {
        var bans = Enumerable.Range(0, 700).Select(i => _guard.Asked(Stranger, User(i), Start)).OfType<GuardBan>().ToList();
        bans.Should().ContainSingle().Which.Kind.Should().Be(GuardBanKind.Address);
        _guard.Admit(Stranger, Start).Should().Be(GuardVerdict.Banned);
    }

    [Fact]
    public void Office_of_many_phones_that_all_prove_themselves_is_not()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _guard.Asked(Office, User(i), Start).Should().BeNull();
            _guard.Succeeded(Office, User(i), Start);
        }
    }

    /// <summary>After a power cut all ask first, and then all answer the challenge: as one address that nobody knows yet.</summary>
    [Fact]
    public void Office_of_500_phones_that_begin_at_once_is_let_in()
    {
        for (var i = 0; i < 500; i++)
        {
            _guard.Admit(Office, Start).Should().Be(GuardVerdict.Admitted);
            _guard.Asked(Office, User(i), Start).Should().BeNull();
        }
        for (var i = 0; i < 500; i++)
        {
            _guard.Admit(Office, Start).Should().Be(GuardVerdict.Admitted);
            _guard.IsServed(Office, User(i), Start).Should().BeTrue();
            _guard.Succeeded(Office, User(i), Start);
        }
    }

    /// <summary>Anybody can send a datagram in the name of the office.</summary>
    [Fact]
    public void Forged_requests_do_not_lock_an_office_out()
    {
        _guard.Succeeded(Office, "201-desk", Start);
        Enumerable.Range(0, 10_000).Select(i => _guard.Asked(Office, User(i), Start)).OfType<GuardBan>().Should().BeEmpty();
    }

    [Fact]
    public void User_under_attack_from_everywhere_is_served_where_it_has_proven_itself_only()
    {
        _guard.Succeeded(Office, "201-desk", Start);
        var bans = Enumerable.Range(0, 70).SelectMany(i => _guard.Failed(new IPAddress([10, 0, 0, (byte)i]), "201-desk", Start)).ToList();
        bans.Should().ContainSingle().Which.Kind.Should().Be(GuardBanKind.User);
        _guard.IsServed(Office, "201-desk", Start).Should().BeTrue();
        _guard.IsServed(Stranger, "201-desk", Start).Should().BeFalse();
        _guard.IsServed(Stranger, "202-desk", Start).Should().BeTrue();
    }

    [Fact]
    public void New_password_begins_anew()
    {
        for (var i = 0; i < 10; i++)
        {
            _guard.Failed(Office, "201-desk", Start);
        }
        _guard.Forget("201-desk");
        _guard.IsServed(Office, "201-desk", Start).Should().BeTrue();
    }

    [Fact]
    public void Addresses_of_one_IPv6_customer_are_one()
    {
        for (var i = 0; i < 6; i++)
        {
            _guard.Failed(IPAddress.Parse($"2001:db8:1:2::{i.ToString(CultureInfo.InvariantCulture)}"), User(i), Start);
        }
        _guard.Admit(IPAddress.Parse("2001:db8:1:2:ffff::1"), Start).Should().Be(GuardVerdict.Banned);
        _guard.Admit(IPAddress.Parse("2001:db8:1:3::1"), Start).Should().Be(GuardVerdict.Admitted);
    }

    [Fact]
    public void Flood_from_many_addresses_pushes_out_neither_bans_nor_phones()
    {
        var guard = new AccessGuard(new GuardOptions { Entries = 10 }, _ => false);
        guard.Succeeded(Office, "201-desk", Start);
        for (var i = 0; i < 6; i++)
        {
            guard.Failed(Stranger, User(i), Start);
        }
        for (var i = 0; i < 1_000; i++)
        {
            var address = new IPAddress([10, 0, (byte)(i / 250), (byte)(i % 250)]);
            guard.Admit(address, Start);
            guard.Asked(address, User(i), Start);
            guard.Failed(address, User(i), Start);
        }
        guard.Admit(Stranger, Start).Should().Be(GuardVerdict.Banned);
        guard.Admit(Office, Start);
        Enumerable.Range(0, 300).Count(_ => guard.Admit(Office, Start + TimeSpan.FromSeconds(1)) == GuardVerdict.Admitted).Should().Be(300);
    }

    /// <summary>Whatever strangers do, no user name shows by what happens to it.</summary>
    [Fact]
    public void Names_are_treated_alike() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 20])
            .Array[1, 200]
            .Sample(steps =>
            {
                var one = new AccessGuard(_options, _ => false);
                var other = new AccessGuard(_options, _ => false);
                var now = Start;
                foreach (var (kind, user, seconds) in steps)
                {
                    now += TimeSpan.FromSeconds(seconds);
                    Step(one, kind, $"a{user.ToString(CultureInfo.InvariantCulture)}", now)
                        .Should()
                        .Be(Step(other, kind, $"zz{user.ToString(CultureInfo.InvariantCulture)}", now));
                }
            });

    private static string Step(AccessGuard guard, int kind, string user, Instant now) =>
        kind switch
        {
            0 => guard.Admit(Stranger, now).ToString(),
            1 => string.Join(',', guard.Failed(Stranger, user, now)),
            2 => guard.IsServed(Stranger, user, now).ToString(),
            _ => guard.Asked(Stranger, user, now)?.ToString() ?? "",
        };

    private static string User(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int Admitted(IPAddress address, int count, Instant now) =>
        Enumerable.Range(0, count).Count(_ => _guard.Admit(address, now) == GuardVerdict.Admitted);
}
