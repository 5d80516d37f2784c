using CsCheck;
using Ponte.Pbx.Directories;
using Ponte.Server.Directories.Ldap;

namespace Ponte.Server.Tests.Directories;

public sealed class LdapReaderTests
{
    /// <summary>An entry as RFC 4511 writes it: message 2, dn "cn=Ada", cn: Ada, telephoneNumber: +39 and 1.</summary>
    private static readonly byte[] Entry = Convert.FromHexString(
        "3038020102"
            + "6433"
            + "0406636E3D416461" // cn=Ada
            + "3029"
            + "300B0402636E31050403416461" // cn: Ada
            + "301A040F74656C6570686F6E654E756D62657231070402333904" // telephoneNumber: 39 …
            + "0131"
    );

    private static readonly byte[] Done = Convert.FromHexString("300C02010265070A010404000400");

    [Fact]
    public void An_entry_is_read()
    {
        var message = LdapReader.Read(Entry)!;

        (message.Id, message.Kind).Should().Be((2, LdapMessageKind.Entry));
        message.Attributes.Select(a => $"{a.Type}: {string.Join(", ", a.Values)}").Should().Equal("cn: Ada", "telephoneNumber: 39, 1");
    }

    [Fact]
    public void A_result_is_read()
    {
        var message = LdapReader.Read(Done)!;
        (message.Kind, message.ResultCode).Should().Be((LdapMessageKind.Done, LdapResult.SizeLimitExceeded));
    }

    [Fact]
    public void Every_beginning_of_a_message_is_awaited()
    {
        for (var i = 0; i <= Entry.Length; i++)
        {
            LdapReader.LengthOf(Entry.AsSpan(0, i), 1000).Should().Be(i < 2 ? 0 : Entry.Length);
            if (i < Entry.Length)
            {
                LdapReader.Read(Entry.AsMemory(0, i)).Should().BeNull();
            }
        }
    }

    [Theory]
    [InlineData("31")] // no sequence
    [InlineData("3080")] // no definite length
    [InlineData("3085")] // a length of five bytes
    [InlineData("3082FFFF")] // more than is read
    public void What_is_no_message_is_seen_at_once(string hex) => LdapReader.LengthOf(Convert.FromHexString(hex), 1000).Should().Be(-1);

    [Fact]
    public void Damaged_messages_never_fail() =>
        Gen.Select(Gen.Int[0, Entry.Length - 1], Gen.Byte, Gen.Int[0, Entry.Length - 1], Gen.Byte)
            .Sample(
                (at, value, at2, value2) =>
                {
                    var damaged = (byte[])Entry.Clone();
                    (damaged[at], damaged[at2]) = (value, value2);
                    return LdapReader.LengthOf(damaged, 1000) >= -1 && LdapReader.Read(damaged) is null or { Attributes.Count: <= 64 };
                }
            );

    [Fact]
    public void A_search_is_written_as_the_RFC_says()
    {
        // (&(a=1)(!(b=*))(c=x*y*z)), below "dc=x", 20 entries, 5 s, attribute cn.
        var search = LdapWriter.Search(3, "dc=x", LdapFilterParser.Parse("(&(a=1)(!(b=*))(c=x*y*z))")!, ["cn"], 20, 5);

        Convert
            .ToHexString(search)
            .Should()
            .Be(
                "303F020103633A"
                    + "040464633D78" // base
                    + "0A01020A0103020114020105010100" // subtree, dereference, limits, with values
                    + "A01D" // and
                    + "A306040161040131" // a = 1
                    + "A203870162" // not present b
                    + "A40E0401633009" // c
                    + "800178810179" // x*y
                    + "82017A" // *z
                    + "30040402636E"
            );
    }

    [Fact]
    public void A_bind_is_written_as_the_RFC_says() =>
        Convert.ToHexString(LdapWriter.Bind(1, "cn=p", "s")).Should().Be("3011020101600C0201030404636E3D70800173");
}
