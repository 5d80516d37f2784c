using System.Net;
using Ponte.Media.Engine;
using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Engine;

public sealed class SymmetricLatchTests
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(100);
    private static readonly PeerAddress Named = Address(1);
    private static readonly PeerAddress Nat = Address(2);
    private static readonly PeerAddress Thief = Address(3);
    private readonly SymmetricLatch _latch = new();

    [Fact]
    public void Before_the_first_packet_the_named_address_is_the_target()
    {
        Configure(Named);
        _latch.Target.Should().Be(Named);
    }

    [Fact]
    public void First_source_is_latched_and_becomes_the_target()
    {
        Configure(Named);
        Hear(Nat, Start).Should().BeTrue();
        _latch.Target.Should().Be(Nat);
    }

    [Fact]
    public void Another_source_is_refused_once_one_is_latched()
    {
        Configure(Named);
        Hear(Nat, Start);
        _latch.MayPass(Thief, Start + TimeSpan.FromSeconds(1.9)).Should().BeFalse();
    }

    [Fact]
    public void The_named_address_outranks_a_source_that_came_first()
    {
        Configure(Named);
        Hear(Thief, Start);
        Hear(Named, Start).Should().BeTrue();
        _latch.Target.Should().Be(Named);
        _latch.MayPass(Thief, Start).Should().BeFalse();
    }

    [Fact]
    public void A_silent_source_may_be_replaced()
    {
        Configure(Named);
        Hear(Named, Start);
        _latch.MayPass(Nat, Start + TimeSpan.FromSeconds(2)).Should().BeTrue();
        Hear(Nat, Start + TimeSpan.FromSeconds(2));
        _latch.Target.Should().Be(Nat);
    }

    [Fact]
    public void Silence_on_hold_lets_nobody_in_and_counts_anew_afterwards()
    {
        Configure(Named);
        Hear(Nat, Start);
        Configure(Named, isListening: false, now: Start);
        _latch.MayPass(Thief, Start + TimeSpan.FromMinutes(5)).Should().BeFalse();
        _latch.MayPass(Nat, Start + TimeSpan.FromMinutes(5)).Should().BeTrue();

        var back = Start + TimeSpan.FromMinutes(6);
        Configure(Named, now: back);
        _latch.MayPass(Thief, back + TimeSpan.FromSeconds(1)).Should().BeFalse();
        _latch.MayPass(Thief, back + TimeSpan.FromSeconds(2)).Should().BeTrue();
    }

    [Fact]
    public void A_new_named_address_is_the_target_at_once_while_the_old_source_is_still_heard()
    {
        var moved = Address(4);
        Configure(Named);
        Hear(Named, Start);
        Configure(moved, now: Start);
        _latch.Target.Should().Be(moved);
        _latch.MayPass(Named, Start).Should().BeTrue();
        Hear(Named, Start);
        _latch.Target.Should().Be(moved);
        Hear(moved, Start).Should().BeTrue();
        _latch.MayPass(Named, Start).Should().BeFalse();
    }

    [Fact]
    public void After_a_move_one_other_source_may_take_over_once()
    {
        Configure(Named);
        Hear(Named, Start);
        Configure(Address(4), now: Start);
        Hear(Nat, Start).Should().BeTrue();
        _latch.MayPass(Thief, Start).Should().BeFalse();
        _latch.Target.Should().Be(Nat);
    }

    [Fact]
    public void The_same_settings_again_change_nothing()
    {
        Configure(Named);
        Hear(Nat, Start);
        Configure(Named, now: Start);
        _latch.Target.Should().Be(Nat);
        _latch.MayPass(Thief, Start).Should().BeFalse();
    }

    [Fact]
    public void Without_following_the_target_stays_the_named_address()
    {
        _latch.Configure(Named, follow: false, TimeSpan.FromSeconds(2), isListening: true, Start);
        Hear(Nat, Start);
        _latch.Target.Should().Be(Named);
    }

    [Fact]
    public void The_system_may_filter_exactly_while_all_others_are_refused()
    {
        Configure(Named);
        _latch.OnlySource(Start).IsNone.Should().BeTrue("nobody came yet");
        Hear(Nat, Start);
        _latch.OnlySource(Start).IsNone.Should().BeTrue("the named address may still come");
        Hear(Named, Start);
        _latch.OnlySource(Start).Should().Be(Named);
        _latch.OnlySource(Start + TimeSpan.FromSeconds(2)).IsNone.Should().BeTrue("it is silent");
        Hear(Named, Start + TimeSpan.FromSeconds(3));
        Configure(Address(4), now: Start + TimeSpan.FromSeconds(3));
        _latch.OnlySource(Start + TimeSpan.FromSeconds(3)).IsNone.Should().BeTrue("the peer moves");
    }

    [Fact]
    public void Nothing_known_means_no_target()
    {
        Configure(default);
        _latch.Target.IsNone.Should().BeTrue();
        Hear(Nat, Start).Should().BeTrue();
        _latch.Target.Should().Be(Nat);
    }

    private static PeerAddress Address(int last) => PeerAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2." + last), 4000));

    private void Configure(PeerAddress named, bool isListening = true, TimeSpan? now = null) =>
        _latch.Configure(named, follow: true, TimeSpan.FromSeconds(2), isListening, now ?? Start);

    private bool Hear(PeerAddress source, TimeSpan now)
    {
        _latch.MayPass(source, now).Should().BeTrue();
        return _latch.Accept(source, now);
    }
}
