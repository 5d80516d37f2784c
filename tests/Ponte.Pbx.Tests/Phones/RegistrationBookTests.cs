using System.Diagnostics;
using System.Globalization;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Loop;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Phones;

public sealed class RegistrationBookTests
{
    private const string Desk = "Contact: <sip:201-desk@192.0.2.7:5060>";
    private static readonly Moment Start = new(new Instant(1_000_000_000), new DateTimeOffset(2026, 1, 7, 9, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store = new();
    private readonly RegistrationBook _book;

    public RegistrationBookTests() => _book = new RegistrationBook(new RegistrarLimits { Bindings = 3 }, _store);

    [Fact]
    public void Preferred_binding_comes_first()
    {
        Register("a", "Contact: <sip:a@192.0.2.1>;q=0.2, <sip:b@192.0.2.1>, <sip:c@192.0.2.1>;q=0.9");
        _book.Of("a", Start.Now).Select(b => b.Contact[4]).Should().Equal('b', 'c', 'a');
    }

    [Fact]
    public void Binding_ends_with_its_time_and_is_swept()
    {
        Register("a", Desk + ";expires=60");
        var end = After(60);
        _book.Of("a", end.Now).Should().BeEmpty();
        _book.Count.Should().Be(1);
        _book.Sweep(end);
        _book.Count.Should().Be(0);
        _store.Kept.Should().BeEmpty();
    }

    [Fact]
    public void Binding_ends_with_its_connection()
    {
        var flow = Registers.Flow("192.0.2.7:40000", TransportProtocol.Tcp);
        var other = Registers.Flow("192.0.2.8:40000", TransportProtocol.Tcp);
        Register("a", Desk, flow);
        Register("a", "Contact: <sip:a@192.0.2.8>", other);
        Register("b", "Contact: <sip:b@192.0.2.7>", flow);
        _book.On(flow, Start.Now).Should().BeEquivalentTo("a", "b");
        _book.FlowClosed(flow, Start);
        _book.Of("a", Start.Now).Single().Flow.Should().BeSameAs(other);
        _book.Of("b", Start.Now).Should().BeEmpty();
        _book.On(flow, Start.Now).Should().BeEmpty();
        _book.Count.Should().Be(1);
    }

    [Fact]
    public void Registration_over_a_connection_that_has_ended_meanwhile_is_none()
    {
        var flow = Registers.Flow("192.0.2.7:40000", TransportProtocol.Tcp);
        flow.MarkClosed("reset");
        Register("a", Desk, flow);
        _book.Of("a", Start.Now).Should().BeEmpty();
    }

    [Fact]
    public void Registration_moves_to_the_newer_connection()
    {
        var old = Registers.Flow("192.0.2.7:40000", TransportProtocol.Tcp);
        var newer = Registers.Flow("192.0.2.7:40001", TransportProtocol.Tcp);
        Register("a", Desk, old);
        Register("a", Desk, newer, cseq: 2);
        _book.On(old, Start.Now).Should().BeEmpty();
        _book.FlowClosed(old, Start);
        _book.Of("a", Start.Now).Single().Flow.Should().BeSameAs(newer);
    }

    [Fact]
    public void Total_is_limited_but_refreshes_are_not()
    {
        Register("a", "Contact: <sip:a@192.0.2.1>, <sip:b@192.0.2.1>, <sip:c@192.0.2.1>");
        Register("b", Desk).Refusal!.Value.Status.Should().Be(503);
        _book.Of("b", Start.Now).Should().BeEmpty();
        Register("a", "Contact: <sip:a@192.0.2.1>;expires=600", cseq: 2).Refusal.Should().BeNull();
        Register("a", "Contact: <sip:a@192.0.2.1>;expires=0", cseq: 3).Refusal.Should().BeNull();
        Register("b", Desk).Refusal.Should().BeNull();
    }

    [Fact]
    public void Fetch_changes_nothing()
    {
        Register("a", Desk);
        Register("a", "Expires: 0", cseq: 2).Bindings.Should().ContainSingle();
        _book.Of("a", Start.Now).Single().CSeq.Should().Be(1);
    }

    [Fact]
    public void Next_process_has_the_bindings_of_UDP_for_the_time_they_have_left()
    {
        Register("a", Desk + ";expires=600;q=0.5");
        Register("b", Desk, Registers.Flow("192.0.2.7:40000", TransportProtocol.Tcp));
        _store.Kept.Keys.Should().Equal("a");

        var later = new Moment(new Instant(77), Start.Utc + TimeSpan.FromSeconds(200));
        var next = new RegistrationBook(new RegistrarLimits(), new MemoryStore());
        next.Restore("a", _store.Kept["a"], later);
        var restored = next.Of("a", later.Now).Single();
        restored.Expires.Should().Be(later.Now + TimeSpan.FromSeconds(400));
        restored.Flow.Should().BeNull();
        restored.Should().BeEquivalentTo(_book.Of("a", Start.Now).Single(), o => o.Excluding(b => b.Expires).Excluding(b => b.Flow));
    }

    [Fact]
    public void Stored_binding_that_is_over_is_not_restored()
    {
        Register("a", Desk + ";expires=60");
        var next = new RegistrationBook(new RegistrarLimits(), new MemoryStore());
        next.Restore("a", _store.Kept["a"], After(60));
        next.Count.Should().Be(0);
    }

    [Fact]
    public void What_registered_before_it_was_restored_stays()
    {
        Register("a", Desk);
        var stored = _store.Kept["a"];
        Register("a", Desk + ";expires=60", cseq: 9);
        _book.Restore("a", stored, Start);
        _book.Of("a", Start.Now).Single().CSeq.Should().Be(9);
    }

    [Fact]
    public void Account_that_is_gone_is_registered_no_more()
    {
        Register("a", Desk);
        Register("b", Desk);
        _book.Remove(a => string.Equals(a, "a", StringComparison.Ordinal), Start);
        _book.Of("a", Start.Now).Should().BeEmpty();
        _book.Of("b", Start.Now).Should().ContainSingle();
        _store.Kept.Keys.Should().Equal("b");
    }

    /// <summary>10,000 phones that refresh: the target is 1,000 a second with all the rest; the book alone must be far above it.</summary>
    [Fact]
    public void Ten_thousand_phones_are_held_and_refreshed()
    {
        var book = new RegistrationBook(new RegistrarLimits(), _store);
        var names = Enumerable.Range(0, 10_000).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        foreach (var name in names)
        {
            book.Register(name, Registers.Request("a", 1, $"Contact: <sip:{name}@192.0.2.7>"), Start);
        }
        book.Count.Should().Be(10_000);
        var refreshes = names.ConvertAll(n => Registers.Request("a", 2, $"Contact: <sip:{n}@192.0.2.7>"));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < names.Count; i++)
        {
            book.Register(names[i], refreshes[i], Start).Refusal.Should().BeNull();
        }
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5), "that is 2,000 a second, on any machine");
        book.Count.Should().Be(10_000);
        book.Of("9999", Start.Now).Single().CSeq.Should().Be(2);
    }

    private static Moment After(int seconds) => new(Start.Now + TimeSpan.FromSeconds(seconds), Start.Utc + TimeSpan.FromSeconds(seconds));

    private RegisterOutcome Register(string account, string header, SipFlow? flow = null, uint cseq = 1) =>
        _book.Register(account, Registers.Request(flow ?? Registers.Flow(), "call", cseq, header), Start);
}
