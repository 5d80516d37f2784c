using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Messages;

public sealed class NameAddressTests
{
    [Theory]
    [InlineData("sip:ada@example.org", "", "sip:ada@example.org", "")]
    [InlineData("<sip:ada@example.org>;tag=1", "", "sip:ada@example.org", "1")]
    [InlineData(
        "Ada Rossi<sip:+390612345678@sip.pstnhub.example:5061;user=phone>;tag=a1",
        "Ada Rossi",
        "sip:+390612345678@sip.pstnhub.example:5061;user=phone",
        "a1"
    )]
    [InlineData("Rossi, Ada <sip:ada@example.org>;tag=a1", "Rossi, Ada", "sip:ada@example.org", "a1")]
    [InlineData("Ada: casa <sip:ada@example.org>", "Ada: casa", "sip:ada@example.org", "")]
    [InlineData("Ada \"la\" Rossi <sip:ada@example.org>", "Ada \"la\" Rossi", "sip:ada@example.org", "")]
    [InlineData("\"Rossi, \\\"Ada\\\" \\\\ <x>\"<sip:ada@example.org>", "Rossi, \"Ada\" \\ <x>", "sip:ada@example.org", "")]
    [InlineData("\"\" <sip:ada@example.org>", "", "sip:ada@example.org", "")]
    [InlineData("sip:ada@example.org;x=\"<a;b>\";tag=7", "", "sip:ada@example.org", "7")]
    [InlineData("tel:+39021234;tag=7", "", "tel:+39021234", "7")]
    [InlineData("Città è già <sip:ada@example.org>", "Città è già", "sip:ada@example.org", "")]
    [InlineData("<sip:ada@example.org;lr?Subject=a,b>", "", "sip:ada@example.org;lr?Subject=a,b", "")]
    [InlineData("<sip:ada@example.org> ; TAG = 9", "", "sip:ada@example.org", "9")]
    public void Addresses_as_they_come(string text, string name, string uri, string tag)
    {
        NameAddress.TryParse(text, out var address).Should().BeTrue();
        address!.DisplayName.Should().Be(name);
        address.UriText.Should().Be(uri);
        address.Tag.Should().Be(tag);
        address.ToString().Should().Be(text);
        NameAddress
            .TryParse(NameAddress.Format(address.DisplayName, address.UriText, address.Parameters.ToString()), out var again)
            .Should()
            .BeTrue();
        again!.DisplayName.Should().Be(name);
        again.UriText.Should().Be(uri);
        again.Tag.Should().Be(tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("*")]
    [InlineData("Ada")]
    [InlineData("<>")]
    [InlineData("<sip:ada@example.org")]
    [InlineData("\"Ada <sip:ada@example.org>")]
    [InlineData("\"Ada\" sip:ada@example.org")]
    [InlineData("<sip:ada@example.org> x")]
    [InlineData("<sip:ada@example.org>;x=\"y")]
    [InlineData("sip:ada@example.org?Subject=x")]
    [InlineData("sip:ada@example.org, sip:b@example.org")]
    [InlineData("<sip:ada@exam ple.org>")]
    [InlineData("\"Ada\\\" <sip:ada@example.org>")]
    public void What_is_no_address_is_refused(string text)
    {
        NameAddress.TryParse(text, out var address).Should().BeFalse();
        address.Should().BeNull();
    }

    [Fact]
    public void Lists_with_commas_in_every_place()
    {
        NameAddress
            .ParseList(
                "\"Rossi, Ada\" <sip:a@example.org;x=1,2>;q=1, Verdi, Bruno, jr <sip:b@example.org>,,tel:+39021234 , <sip:c@example.org?x=a,b>"
            )
            .Select(a => (a.DisplayName, a.UriText))
            .Should()
            .Equal(
                ("Rossi, Ada", "sip:a@example.org;x=1,2"),
                ("Verdi, Bruno, jr", "sip:b@example.org"),
                ("", "tel:+39021234"),
                ("", "sip:c@example.org?x=a,b")
            );
        NameAddress.ParseList("").Should().BeEmpty();
        NameAddress.ParseList("*").Should().BeEmpty();
        NameAddress.ParseList("<rotto, <sip:c@example.org>").Should().BeEmpty();
        NameAddress.ParseList("<rotto>, <sip:c@example.org>").Select(a => a.UriText).Should().Equal("sip:c@example.org");
        NameAddress.ParseList("sip:rotto?x=1, <sip:c@example.org>").Select(a => a.UriText).Should().Equal("sip:c@example.org");
        NameAddress
            .ParseList("sip:a@example.org;q=1 , sip:c@example.org")
            .Select(a => a.ToString())
            .Should()
            .Equal("sip:a@example.org;q=1 ", " sip:c@example.org");
        NameAddress.ParseList("\"non finisce, <sip:c@example.org>").Should().BeEmpty();
    }

    [Fact]
    public void A_list_of_nothing_but_commas_is_read_in_one_pass()
    {
        // If every piece were read together with all before it, this would take minutes.
        NameAddress.ParseList(string.Concat(Enumerable.Repeat("a,", 200_000))).Should().BeEmpty();
    }

    [Fact]
    public void A_tag_is_added_and_replaced()
    {
        static string With(string text) => NameAddress.TryParse(text, out var a) ? a.WithTag("n") : "";
        With("Ada <sip:a@example.org>").Should().Be("Ada <sip:a@example.org>;tag=n");
        With("<sip:a@example.org>;x=1;tag=o;y").Should().Be("<sip:a@example.org>;x=1;y;tag=n");
        With("sip:a@example.org ; tag=o").Should().Be("sip:a@example.org;tag=n");
    }

    [Fact]
    public void Format_cleans_what_could_break_out()
    {
        NameAddress
            .Format("Ada\r\nVia: x\0", "sip:a@b>,<sip:evil@c\r\n", ";tag=1\r\nX: y")
            .Should()
            .Be("\"Ada  Via: x \" <sip:a@b%3E,%3Csip:evil@c%0D%0A>;tag=1 X: y");
        NameAddress.Format("", "sip:a@b").Should().Be("<sip:a@b>");
        NameAddress.Format("a\"b\\c", "sip:a@b").Should().Be("\"a\\\"b\\\\c\" <sip:a@b>");
    }

    [Fact]
    public void Contact_parameters_keep_their_quotes_for_writing()
    {
        NameAddress.TryParse("<sip:a@b>;+sip.instance=\"<urn:uuid:1>\";expires=60", out var contact).Should().BeTrue();
        contact!.Parameter("+sip.instance").Should().Be("<urn:uuid:1>");
        contact.Parameters.ToString().Should().Be(";+sip.instance=\"<urn:uuid:1>\";expires=60");
    }
}
