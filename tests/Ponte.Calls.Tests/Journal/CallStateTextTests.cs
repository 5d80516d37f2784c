using System.Buffers;
using System.Net;
using System.Text;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Tests.Journal;

public sealed class CallStateTextTests
{
    [Fact]
    public void What_is_written_is_read_again_to_the_last_value()
    {
        var state = State();
        CallStateText.TryRead(Written(state), out var read, out var fault).Should().BeTrue(fault);
        read.Should()
            .BeEquivalentTo(
                state,
                o =>
                    o.PreferringRuntimeMemberTypes()
                        .ComparingByMembers<CallState>()
                        .ComparingByMembers<LegState>()
                        .Using<ReadOnlyMemory<byte>>(c => c.Subject.ToArray().Should().Equal(c.Expectation.ToArray()))
                        .WhenTypeIs<ReadOnlyMemory<byte>>()
            );
        // Text equality catches what structural comparison passes over.
        Encoding.UTF8.GetString(Written(read!)).Should().Be(Encoding.UTF8.GetString(Written(state)));
    }

    [Fact]
    public void Keys_addresses_and_descriptions_survive()
    {
        var state = State();
        CallStateText.TryRead(Written(state), out var read, out _).Should().BeTrue();
        var before = state.Legs[1];
        var after = read!.Legs[1];
        after.Agreed.LocalCrypto.Should().Be(before.Agreed.LocalCrypto);
        after.Agreed.RemoteCrypto.Should().Be(before.Agreed.RemoteCrypto);
        after.Local.Keys[0].Key.KeyAndSalt.Should().Equal(before.Local.Keys[0].Key.KeyAndSalt);
        after.Agreed.Local.Should().Be(before.Agreed.Local);
        after.LastSent!.Print().Should().Be(before.LastSent!.Print());
        after.Agreed.RemoteRtp.Should().Be(before.Agreed.RemoteRtp);
        after.Profile.Session.SessionTimer.Should().Be(before.Profile.Session.SessionTimer);
        after.Profile.AnswerHeaders.Should().Equal(before.Profile.AnswerHeaders);
        after.Dialog.RouteSet.Should().Equal(before.Dialog.RouteSet);
        after.Dialog.LocalSdp.ToArray().Should().Equal(before.Dialog.LocalSdp.ToArray());
        after.Dialog.SessionTimer.Should().Be(before.Dialog.SessionTimer);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xC3, 0x28, 0xFF })]
    [InlineData(new byte[] { (byte)'#', (byte)'A' })]
    [InlineData(new byte[] { (byte)'v', (byte)'=', 0, 13, 10, 0xC3, 0xA4 })]
    public void Bodies_survive_to_the_byte(byte[] body)
    {
        var state = State();
        state = state with { Legs = state.Legs.SetItem(0, state.Legs[0] with { Dialog = state.Legs[0].Dialog with { RemoteSdp = body } }) };
        CallStateText.TryRead(Written(state), out var read, out var fault).Should().BeTrue(fault);
        read!.Legs[0].Dialog.RemoteSdp.ToArray().Should().Equal(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"Version\":1,\"State\":null}")]
    [InlineData("{\"Version\":1,\"State\":{}}")]
    [InlineData("[1,2]")]
    public void Damaged_text_is_a_result(string text)
    {
        CallStateText.TryRead(Encoding.UTF8.GetBytes(text), out var state, out var fault).Should().BeFalse();
        state.Should().BeNull();
        fault.Should().NotBeEmpty();
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_is_a_result()
    {
        var text = Written(State());
        for (var length = 0; length < text.Length; length += 61)
        {
            CallStateText.TryRead(text.AsSpan(0, length), out _, out _).Should().BeFalse();
        }
        for (var at = 0; at < text.Length; at += 31)
        {
            var changed = (byte[])text.Clone();
            changed[at] ^= 0x15;
            _ = CallStateText.TryRead(changed, out _, out _); // must not throw
        }
    }

    [Fact]
    public void Another_layout_is_refused_by_its_number()
    {
        var text = Encoding.UTF8.GetString(Written(State())).Replace("\"Version\":1", "\"Version\":2", StringComparison.Ordinal);
        CallStateText.TryRead(Encoding.UTF8.GetBytes(text), out _, out var fault).Should().BeFalse();
        fault.Should().Be("layout 2 instead of 1");
    }

    [Fact]
    public void States_show_no_key_and_no_number_in_logs()
    {
        var state = State();
        var key = Convert.ToBase64String(state.Legs[1].Local.Keys[0].Key.KeyAndSalt.AsSpan());
        $"{state} {state.Legs[1]} {state.Legs[1].Local} {state.Legs[1].Agreed}".Should().NotContain(key).And.NotContain("+39");
    }

    private static CallState State() =>
        new()
        {
            Id = new CallId("01J0000000ABCDEFGHJKMNPQRS"),
            Number = 1_900_000_000_000_000_123,
            Caller = new Party("+390299999999", "Ada \"R\" Rossi"),
            Called = new Party("+390212345678", "", IsAnonymous: true),
            StartedAt = new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero),
            AnsweredAt = new DateTimeOffset(2030, 1, 1, 8, 0, 5, 123, TimeSpan.Zero),
            MaximumDuration = TimeSpan.FromHours(12),
            Legs = [Leg(1, LegKind.Line, SrtpUse.None), Leg(2, LegKind.Teams, SrtpUse.Required)],
        };

    private static LegState Leg(int number, LegKind kind, SrtpUse srtp)
    {
        var capabilities = new AudioCapabilities
        {
            Srtp = srtp,
            ComfortNoise = true,
            RtcpMux = true,
            HoldStyle = HoldStyle.InactiveOnly,
        };
        var local = new LocalMedia(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 40000), 40001)
        {
            Keys = LocalCrypto.Generate(capabilities.SrtpSuites),
            SessionId = ulong.MaxValue,
        };
        var remote = new LocalMedia(new IPEndPoint(IPAddress.Parse("2001:db8::7"), 50000), 50001)
        {
            Keys = LocalCrypto.Generate(capabilities.SrtpSuites),
        };
        var offer = AudioNegotiation.Offer(local, capabilities, AudioDirection.SendReceive);
        var answer = AudioNegotiation.Answer(
            offer,
            remote with
            {
                Rtp = new IPEndPoint(IPAddress.Parse("192.0.2.9"), 50000),
            },
            capabilities,
            AudioDirection.SendOnly
        );
        var agreed = AudioNegotiation.Complete(offer, answer.Answer!, local, capabilities).Agreed!;
        var settings = new SessionSettings
        {
            Contact = "<sip:+39@sbc.example.com:5061;transport=tls>",
            Profile = "teams",
            Allow = [SipMethod.Invite, SipMethod.Refer],
            Supported = ["replaces"],
            ReliableProvisionals = ReliableProvisionalUse.WhenSupported,
            SessionTimer = new SessionTimerSettings { Interval = TimeSpan.FromMinutes(7), Ask = false },
        };
        return new LegState
        {
            Id = new LegId(number),
            Identity = new LegIdentity(kind, number == 1, "line", "198.51.100.7"),
            Profile = new LegProfile
            {
                Media = capabilities,
                MediaAddressName = "teams",
                Session = settings,
                AnswerHeaders = [new ExtraHeader("X-One", "1")],
                Country = "DE",
                EarlyMedia = EarlyMediaRule.RingbackUntilAudio,
                NeedsRingbackTone = true,
                FillSilence = true,
                SilenceTimeout = TimeSpan.FromSeconds(30),
                Reasons = ReasonDialect.Nicc,
            },
            Dialog = new DialogState
            {
                CallId = "abc@host",
                LocalTag = "l1",
                RemoteTag = "r1",
                IsIncoming = number == 1,
                LocalAddress = "<sip:+39@sbc.example.com>",
                RemoteAddress = "\"A, B\" <sip:x@y>",
                RemoteTarget = "sip:api.example:443;x-i=1;x-c=a/b%2F",
                RouteSet = ["<sip:p.example:5061;transport=tls;lr>", "<sip:q;lr>"],
                LocalCSeq = 7,
                RemoteCSeq = number == 1 ? null : 3,
                Protocol = TransportProtocol.Tls,
                RemoteAllow = ["INVITE", "BYE"],
                LocalSdp = agreed.Local.ToBytes(),
                RemoteSdp = agreed.Remote.ToBytes(),
                SessionTimer = new SessionTimerAgreement(TimeSpan.FromMinutes(30), true),
                Settings = settings,
            },
            Stream = new StreamId(ulong.MaxValue - (ulong)number),
            Local = local,
            Agreed = agreed,
            LastSent = agreed.Local.WithVersion(9),
        };
    }

    private static byte[] Written(CallState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        CallStateText.Write(state, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
