using CsCheck;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Directories;

public sealed class LdapFilterTests
{
    private static readonly SoughtNumber Number = new(
        "+390212345601",
        new CompanySnapshot(DocumentText.Read("company: { name: R, country: IT }").Document!)
    );

    [Fact]
    public void Each_kind_of_filter_is_read()
    {
        LdapFilterParser
            .Parse(
                "(&(objectClass=person)(|(mail=*)(cn=A*b*c)(a>=1)(b<=2)(c~=d))(!(userAccountControl:1.2.840.113556.1.4.803:=2))(x=\\28\\c3\\a9\\29))"
            )!
            .ToString()
            .Should()
            .NotBeEmpty();
        LdapFilterParser.Parse("(cn=A*b*c)").Should().BeOfType<LdapFilter.Substrings>().Which.Any.Should().Equal("b");
        LdapFilterParser.Parse("(mail=*)").Should().Be(new LdapFilter.Present("mail"));
        LdapFilterParser.Parse("(a>=1)").Should().Be(new LdapFilter.Compare(LdapComparison.GreaterOrEqual, "a", "1"));
        LdapFilterParser.Parse("(x=\\28\\c3\\a9\\2a)").Should().Be(new LdapFilter.Compare(LdapComparison.Equal, "x", "(é*"));
        LdapFilterParser.Parse("(u:1.2.803:=2)").Should().Be(new LdapFilter.Extensible("u", "1.2.803", "2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cn=a")]
    [InlineData("(cn=a")]
    [InlineData("(cn=a))")]
    [InlineData("(cn=a)(cn=b)")]
    [InlineData("(&)")]
    [InlineData("(!(a=b)(c=d))")]
    [InlineData("(=a)")]
    [InlineData("(c n=a)")]
    [InlineData("(cn=(a)")]
    [InlineData("(cn=\\2)")]
    [InlineData("(cn=\\zz)")]
    [InlineData("(cn=a**b)")]
    [InlineData("(cn=a*{loose})")]
    [InlineData("(:1.2:=a)")]
    public void What_is_no_filter_is_refused(string text) => LdapFilterParser.Parse(text).Should().BeNull();

    [Fact]
    public void Deep_and_long_filters_are_refused()
    {
        LdapFilterParser.Parse(string.Concat(Enumerable.Repeat("(!", 17)) + "(a=b)" + new string(')', 17)).Should().BeNull();
        LdapFilterParser.Parse($"(a={new string('b', 3000)})").Should().BeNull();
    }

    [Fact]
    public void Reading_never_fails() =>
        Gen.Char["()&|!=~<>:*\\a1{}"]
            .Array[0, 40]
            .Sample(chars => LdapFilterParser.Parse(new string(chars)) is null || chars is ['(', .., ')']);

    [Fact]
    public void The_number_goes_into_its_places()
    {
        Filled("(a={number})").Should().Be(new LdapFilter.Compare(LdapComparison.Equal, "a", "+390212345601"));
        Filled("(a={digits})").Should().Be(new LdapFilter.Compare(LdapComparison.Equal, "a", "390212345601"));
        var national = Filled("(a=*{national})").Should().BeOfType<LdapFilter.Substrings>().Subject;
        (national.Initial, national.Any.Length, national.Final).Should().Be(("", 0, "0212345601"));
        string.Concat(Filled("(a={loose})").Should().BeOfType<LdapFilter.Substrings>().Which.Any).Should().Be("212345601");
        Filled("(&(!(a={number}))(b=c))")
            .Should()
            .BeOfType<LdapFilter.And>()
            .Which.Filters[0]
            .Should()
            .Be(new LdapFilter.Not(new LdapFilter.Compare(LdapComparison.Equal, "a", "+390212345601")));
    }

    [Fact]
    public void Without_a_filter_each_attribute_is_asked_for_two_forms() =>
        LdapFilter.ForAttributes(["a", "b"]).Should().BeOfType<LdapFilter.Or>().Which.Filters.Should().HaveCount(4);

    private static LdapFilter Filled(string text) => LdapFilterParser.Parse(text)!.For(Number);
}
