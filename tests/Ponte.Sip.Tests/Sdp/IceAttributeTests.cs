using System.Collections.Immutable;
using System.Net;
using CsCheck;
using Ponte.Sip.Sdp;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>ICE's attributes (RFC 8839 section 5), as they are written by those who follow it and by those who do not.</summary>
public sealed class IceAttributeTests
{
    [Theory]
    [InlineData("1 1 UDP 2130706431 192.0.2.1 5000 typ host", "1 1 UDP 2130706431 192.0.2.1 5000 typ host")]
    [InlineData(
        "2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0",
        "2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0"
    )]
    [InlineData("x  2  UDP 1 2001:db8::1 9 TYP relay", "x 2 UDP 1 2001:db8::1 9 typ relay")]
    [InlineData("1 1 TCP-ACT 1 192.0.2.1 9 typ host tcptype active", "1 1 TCP-ACT 1 192.0.2.1 9 typ host tcptype active")]
    [InlineData("1 1 UDP 4294967295 host.local 5000 typ host", "1 1 UDP 4294967295 host.local 5000 typ host")]
    [InlineData("", null)]
    [InlineData("1 1 UDP 1 192.0.2.1 5000", null)]
    [InlineData("1 1 UDP 1 192.0.2.1 5000 kind host", null)]
    [InlineData("1 0 UDP 1 192.0.2.1 5000 typ host", null)]
    [InlineData("1 300 UDP 1 192.0.2.1 5000 typ host", null)]
    [InlineData("1 1 UDP -1 192.0.2.1 5000 typ host", null)]
    [InlineData("1 1 UDP 4294967296 192.0.2.1 5000 typ host", null)]
    [InlineData("1 1 UDP 1 192.0.2.1 65536 typ host", null)]
    public void Candidates_are_read_or_left_out(string value, string? read) =>
        Medium($"a=candidate:{value}").Candidates.Select(c => c.ToString()).Should().Equal(read is null ? [] : [read]);

    [Fact]
    public void Candidate_has_its_end_point_unless_a_name_hides_it()
    {
        var candidates = Medium("a=candidate:1 1 UDP 1 192.0.2.1 5000 typ host\na=candidate:1 1 UDP 1 0a1b.local 5000 typ host").Candidates;
        candidates.Select(c => c.EndPoint).Should().Equal(IPEndPoint.Parse("192.0.2.1:5000"), null);
    }

    [Theory]
    [InlineData("1 192.0.2.1 5000", "1 192.0.2.1 5000")]
    [InlineData("1 192.0.2.1 5000 2 192.0.2.1 5001", "1 192.0.2.1 5000,2 192.0.2.1 5001")]
    [InlineData("1 192.0.2.1 5000 2", "")]
    [InlineData("1 192.0.2.1", "")]
    [InlineData("0 192.0.2.1 5000", "")]
    [InlineData("1 nowhere 5000", "")]
    [InlineData("", "")]
    public void Remote_candidates_come_in_threes(string value, string read) =>
        string.Join(',', Medium($"a=remote-candidates:{value}").RemoteCandidates).Should().Be(read);

    [Theory]
    [InlineData("", "a=ice-ufrag:abcd\na=ice-pwd:0123456789012345678901", "abcd")]
    [InlineData("a=ice-ufrag:abcd\na=ice-pwd:0123456789012345678901", "", "abcd")]
    [InlineData("a=ice-ufrag:abcd\na=ice-pwd:0123456789012345678901", "a=ice-ufrag:efgh\na=ice-pwd:0123456789012345678901", "efgh")]
    [InlineData("", "a=ice-ufrag:ab-_\na=ice-pwd:=123456789012345678901", "ab-_")]
    [InlineData("", "a=ice-ufrag:abc\na=ice-pwd:0123456789012345678901", null)]
    [InlineData("", "a=ice-ufrag:abcd\na=ice-pwd:012345678901234567890", null)]
    [InlineData("", "a=ice-ufrag:ab:cd\na=ice-pwd:0123456789012345678901", null)]
    [InlineData("", "a=ice-ufrag:abcd", null)]
    [InlineData("", "a=ice-pwd:0123456789012345678901", null)]
    [InlineData("", "", null)]
    public void Credentials_are_the_mediums_else_the_sessions(string session, string medium, string? fragment)
    {
        var description = Description(session, medium);
        description.IceCredentialsOf(description.Media[0])?.Fragment.Should().Be(fragment);
        (description.IceCredentialsOf(description.Media[0]) is null).Should().Be(fragment is null);
    }

    [Fact]
    public void Longest_credentials_are_256_characters()
    {
        var description = Description("", $"a=ice-ufrag:{new string('a', 256)}\na=ice-pwd:{new string('b', 256)}");
        description.IceCredentialsOf(description.Media[0]).Should().NotBeNull();
        description = Description("", $"a=ice-ufrag:{new string('a', 257)}\na=ice-pwd:{new string('b', 256)}");
        description.IceCredentialsOf(description.Media[0]).Should().BeNull();
    }

    [Fact]
    public void Options_of_session_and_medium_hold_together()
    {
        var description = Description("a=ice-lite\na=ice-options:ice2 trickle", "a=ice-options:trickle renomination\na=end-of-candidates");
        description.IceOptionsOf(description.Media[0]).Should().Equal("ice2", "trickle", "renomination");
        description.IsIceLite.Should().BeTrue();
        description.Media[0].HasAllCandidates.Should().BeTrue();
        Description("", "").IsIceLite.Should().BeFalse();
        Medium("").HasAllCandidates.Should().BeFalse();
    }

    [Fact]
    public void Our_credentials_are_long_enough_differ_and_can_be_made_again()
    {
        Gen.Select(Gen.Byte.Array[IceCredentials.SecretLength], Gen.Int[0, 1000])
            .Sample(
                (secret, generation) =>
                {
                    var ours = IceCredentials.Of(secret, generation);
                    ours.Should().Be(IceCredentials.Of(secret, generation));
                    var next = IceCredentials.Of(secret, generation + 1);
                    next.Fragment.Should().NotBe(ours.Fragment);
                    next.Password.Should().NotBe(ours.Password);
                    ours.Fragment.Should().MatchRegex("^[A-Za-z0-9+/]{8}$");
                    ours.Password.Should().MatchRegex("^[A-Za-z0-9+/]{24}$");
                },
                iter: 200
            );
        IceCredentials.Of(new byte[32], 0).ToString().Should().NotContain(IceCredentials.Of(new byte[32], 0).Password);
    }

    [Fact]
    public void No_value_makes_a_reader_throw() =>
        Gen.Select(
                Gen.OneOf(Gen.Const("candidate"), Gen.Const("remote-candidates"), Gen.Const("ice-ufrag"), Gen.Const("ice-pwd")),
                Gen.String
            )
            .Sample(
                (name, value) =>
                {
                    ImmutableArray<SdpLine> lines = [SdpLine.Attribute(name, value)];
                    var medium = new MediaDescription("audio", 1, "RTP/AVP", ["8"]) { Lines = lines };
                    _ = medium.Candidates.Count();
                    _ = medium.RemoteCandidates.Length;
                    _ = new SessionDescription(lines, [medium]).IceCredentialsOf(medium);
                },
                iter: 5000
            );

    private static MediaDescription Medium(string lines) => Description("", lines).Media[0];

    private static SessionDescription Description(string session, string medium) =>
        SdpSamples.Parse($"v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n{session}\nm=audio 4000 RTP/AVP 8\n{medium}\n");
}
