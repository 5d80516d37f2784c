using System.Globalization;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Loop;
using Ponte.Sip.Transports;
using static Ponte.Pbx.Tests.Phones.Registers;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>RFC 3261 section 10.3 and RFC 5626 section 6 as tables.</summary>
public sealed class RegistrarRulesTests
{
    private const string Desk = "Contact: <sip:201-desk@192.0.2.7:5060>";
    private const string Uuid = "<urn:uuid:00000000-0000-1000-8000-000a95a0e128>";
    private static readonly Instant Now = new(1_000_000_000);

    /// <summary>Step 7: "the parameter MUST be taken …", else the Expires header, else a time of ours; longer ones may be shortened.</summary>
    [Theory]
    [InlineData(";expires=600", null, 600)]
    [InlineData(";expires=600", "900", 600)]
    [InlineData("", "900", 900)]
    [InlineData("", null, 3600)]
    [InlineData(";expires=7200", null, 3600)]
    [InlineData(";expires=99999999999999999999", null, 3600)]
    [InlineData(";expires=soon", null, 3600)] // malformed: as 3600 (20.10)
    [InlineData("", "-5", 3600)]
    [InlineData(";expires=60", null, 60)]
    public void Binding_lasts(string parameter, string? header, int seconds)
    {
        string[] headers = header is null ? [Desk + parameter] : [Desk + parameter, $"Expires: {header}"];
        After(Now, Request("a", 1, headers)).Single().Expires.Should().Be(Now + TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("59")]
    public void Interval_too_brief_is_refused(string seconds) =>
        RegistrarRules.Apply([], Request("a", 1, $"{Desk};expires={seconds}"), Limits, Now).Refusal!.Value.Status.Should().Be(423);

    [Theory]
    [InlineData("192.0.2.7:5060", TransportProtocol.Udp, 3600)]
    [InlineData("203.0.113.9:31000", TransportProtocol.Udp, 120)] // a NAT forgets it soon
    [InlineData("203.0.113.9:5060", TransportProtocol.Udp, 120)]
    [InlineData("192.0.2.7:31000", TransportProtocol.Udp, 120)]
    [InlineData("203.0.113.9:31000", TransportProtocol.Tcp, 600)]
    public void Phone_behind_a_NAT_comes_back_sooner(string source, TransportProtocol protocol, int seconds)
    {
        var binding = After(Now, Request(Flow(source, protocol), "a", 1, Desk)).Single();
        binding.Expires.Should().Be(Now + TimeSpan.FromSeconds(seconds));
        binding.Source.ToString().Should().Be(source, "calls go where it really is");
    }

    [Fact]
    public void Contact_is_kept_byte_for_byte() =>
        After(Now, Request("a", 1, "Contact: \"x\" <sip:%32201-desk@192.0.2.7;ob;Line=1?h=2>;q=0.5"))
            .Single()
            .Should()
            .BeEquivalentTo(new { Contact = "sip:%32201-desk@192.0.2.7;ob;Line=1?h=2", Q = "0.5" });

    [Fact]
    public void Several_contacts_live_side_by_side()
    {
        var bindings = After(
            Now,
            Request("a", 1, $"{Desk};expires=600, <sip:201-desk@192.0.2.8>"),
            Request("b", 1, "Contact: <sip:201-desk@192.0.2.9>")
        );
        bindings.Select(b => b.Contact).Should().Equal("sip:201-desk@192.0.2.7:5060", "sip:201-desk@192.0.2.8", "sip:201-desk@192.0.2.9");
    }

    [Fact]
    public void Equivalent_contact_is_the_same_binding()
    {
        var bindings = After(Now, Request("a", 1, Desk), Request("a", 2, "Contact: <SIP:201%2Ddesk@192.0.2.7:5060;x=1>;expires=60"));
        bindings.Single().Should().BeEquivalentTo(new { Contact = "SIP:201%2Ddesk@192.0.2.7:5060;x=1", CSeq = 2u });
    }

    /// <summary>"If the binding does exist, the registrar checks the Call-ID value …"</summary>
    [Theory]
    [InlineData("a", 6, true)] // the same Call-ID with a higher CSeq
    [InlineData("a", 5, false)]
    [InlineData("a", 4, false)]
    [InlineData("b", 1, true)] // another Call-ID: the phone was restarted
    public void Order_of_requests(string callId, int cseq, bool isTaken)
    {
        var before = After(Now, Request("a", 5, Desk));
        var removal = RegistrarRules.Apply(before, Request(callId, (uint)cseq, Desk + ";expires=0"), Limits, Now);
        var update = RegistrarRules.Apply(before, Request(callId, (uint)cseq, Desk + ";expires=60"), Limits, Now);
        var removeAll = RegistrarRules.Apply(before, Request(callId, (uint)cseq, "Contact: *", "Expires: 0"), Limits, Now);
        if (isTaken)
        {
            removal.Bindings.Should().BeEmpty();
            update.Bindings.Single().CSeq.Should().Be((uint)cseq);
            removeAll.Bindings.Should().BeEmpty();
            return;
        }
        foreach (var outcome in new[] { removal, update, removeAll })
        {
            outcome.Refusal!.Value.Status.Should().Be(500);
            outcome.Bindings.Should().BeEquivalentTo(before);
        }
    }

    [Fact]
    public void Changes_are_made_all_or_none()
    {
        var before = After(Now, Request("a", 5, Desk));
        var outcome = RegistrarRules.Apply(before, Request("b", 1, $"{Desk};expires=0, <sip:201-desk@192.0.2.8>;expires=5"), Limits, Now);
        outcome.Refusal!.Value.Status.Should().Be(423);
        outcome.Bindings.Should().BeEquivalentTo(before);
    }

    [Fact]
    public void Contact_twice_in_one_request_is_one_binding() =>
        After(Now, Request("a", 1, $"{Desk};expires=60, <sip:201-desk@192.0.2.7:5060>;expires=90"))
            .Single()
            .Expires.Should()
            .Be(Now + TimeSpan.FromSeconds(90));

    [Fact]
    public void Removal_of_what_is_not_there_changes_nothing() => After(Now, Request("a", 1, Desk + ";expires=0")).Should().BeEmpty();

    [Theory]
    [InlineData("Contact: *")]
    [InlineData("Contact: *", "Expires: 60")]
    [InlineData("Contact: *, <sip:201-desk@192.0.2.7>", "Expires: 0")]
    [InlineData("Contact: *", "Contact: *", "Expires: 0")]
    [InlineData("Contact: <mailto:a@b.example>")]
    [InlineData("Contact: <tel:+390212345601>")]
    public void Contact_that_cannot_be_meant_is_refused(params string[] headers) => ReadStatus(headers).Should().Be(400);

    [Fact]
    public void Sizes_are_limited()
    {
        ReadStatus($"Contact: <sip:{new string('a', 600)}@192.0.2.7>").Should().Be(400);
        ReadStatus([.. Enumerable.Repeat("Path: <sip:edge.example;lr>", 6)]).Should().Be(400);
        var many = string.Join(
            ", ",
            Enumerable.Range(0, 11).Select(i => string.Create(CultureInfo.InvariantCulture, $"<sip:a@192.0.2.{i}>"))
        );
        ReadStatus($"Contact: {many}").Should().Be(400);
    }

    [Fact]
    public void One_binding_more_than_the_limit_takes_the_place_of_the_one_that_ends_first()
    {
        var requests = Enumerable
            .Range(0, 11)
            .Select(i =>
                Request(
                    "a",
                    (uint)i + 1,
                    string.Create(CultureInfo.InvariantCulture, $"Contact: <sip:a@192.0.2.7:{6000 - i}>;expires={60 + i}")
                )
            )
            .ToArray();
        var bindings = After(Now, requests);
        bindings.Should().HaveCount(10);
        bindings.Should().NotContain(b => b.Contact.EndsWith(":6000", StringComparison.Ordinal));
    }

    [Fact]
    public void Binding_that_is_over_does_not_come_back() =>
        RegistrarRules
            .Apply(After(Now, Request("a", 1, Desk + ";expires=60")), Request("c", 1), Limits, Now + TimeSpan.FromSeconds(60))
            .Bindings.Should()
            .BeEmpty();

    /// <summary>RFC 5626 section 6: instance and reg-id are the place, whatever the Contact URI.</summary>
    [Fact]
    public void Flow_of_an_instance_replaces_its_former_one()
    {
        var outbound = "Supported: path, outbound";
        var bindings = After(
            Now,
            Request(
                Flow("203.0.113.9:1000", TransportProtocol.Tcp),
                "a",
                1,
                $"Contact: <sip:201-desk@10.0.0.1>;reg-id=1;+sip.instance=\"{Uuid}\"",
                outbound
            ),
            Request(
                Flow("203.0.113.9:1001", TransportProtocol.Tcp),
                "b",
                1,
                $"Contact: <sip:201-desk@10.0.0.1>;reg-id=2;+sip.instance=\"{Uuid}\"",
                outbound
            ),
            Request(
                Flow("203.0.113.9:2000", TransportProtocol.Tcp),
                "c",
                1,
                $"Contact: <sip:201-desk@10.0.0.2>;reg-id=1;+sip.instance=\"{Uuid}\"",
                outbound
            )
        );
        bindings.Select(b => (b.RegId, b.Source.Port)).Should().BeEquivalentTo([(2u, 1001), (1u, 2000)]);
        bindings.Should().OnlyContain(b => b.Instance == Uuid);
        RegistrarRules
            .Apply(bindings, Request("d", 1, $"Contact: <sip:201-desk@10.0.0.9>;reg-id=1;+sip.instance=\"{Uuid}\";expires=0"), Limits, Now)
            .Bindings.Single()
            .RegId.Should()
            .Be(2);
    }

    /// <summary>RFC 5626 section 5.3: two contacts of one instance are never called together.</summary>
    [Fact]
    public void Of_the_flows_of_an_instance_the_newest_rings_and_other_phones_beside_it()
    {
        var outbound = "Supported: path, outbound";
        var first = After(
            Now,
            Request("a", 1, $"Contact: <sip:201-desk@10.0.0.1>;reg-id=1;+sip.instance=\"{Uuid}\"", outbound),
            Request("p", 1, "Contact: <sip:201-desk@10.0.0.7>")
        );
        var second = RegistrarRules
            .Apply(
                first,
                Request("b", 1, $"Contact: <sip:201-desk@10.0.0.2>;reg-id=2;+sip.instance=\"{Uuid}\"", outbound),
                Limits,
                Now + TimeSpan.FromSeconds(1)
            )
            .Bindings;

        second.Should().HaveCount(3);
        RegistrarRules.OneFlowOfEach(second).Select(b => b.Contact).Should().Equal("sip:201-desk@10.0.0.2", "sip:201-desk@10.0.0.7");
    }

    [Theory]
    [InlineData("", 0)] // not said to be supported: an ordinary binding
    [InlineData("Supported: outbound", 1)]
    public void Outbound_is_applied_only_when_the_phone_supports_it(string header, int regId)
    {
        var contact = $"Contact: <sip:201-desk@10.0.0.1>;reg-id=1;+sip.instance=\"{Uuid}\"";
        string[] headers = header.Length == 0 ? [contact] : [contact, header];
        After(Now, Request("a", 1, headers)).Single().RegId.Should().Be((uint)regId);
    }

    [Fact]
    public void Outbound_through_a_first_hop_without_it_is_refused()
    {
        string[] headers =
        [
            $"Contact: <sip:201-desk@10.0.0.1>;reg-id=1;+sip.instance=\"{Uuid}\"",
            "Supported: outbound, path",
            "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb",
        ];
        ReadStatus(headers).Should().Be(439);
        ReadStatus([.. headers, "Path: <sip:edge.example;lr;ob>"]).Should().Be(0);
    }

    [Fact]
    public void Several_contacts_with_outbound_are_refused() =>
        ReadStatus($"Contact: <sip:a@10.0.0.1>;reg-id=1;+sip.instance=\"{Uuid}\", <sip:a@10.0.0.2>", "Supported: outbound")
            .Should()
            .Be(400);

    [Fact]
    public void Path_is_kept_byte_for_byte() =>
        After(Now, Request("a", 1, Desk, "Path: <sip:p1.example;lr;x=1>, <sip:p2.example;lr>"))
            .Single()
            .Path.Should()
            .Equal("<sip:p1.example;lr;x=1>", "<sip:p2.example;lr>");
}
