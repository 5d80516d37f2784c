using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

public sealed class CertificateNamesTests
{
    [Theory]
    [InlineData("sbc.contoso.com", "sbc.contoso.com", true)]
    [InlineData("sbc.contoso.com", "SBC.Contoso.com.", true)]
    [InlineData("*.contoso.com", "sbc.contoso.com", true)]
    [InlineData("*.contoso.com", "sbc.eu.contoso.com", false)]
    [InlineData("*.contoso.com", "contoso.com", false)]
    [InlineData("*.contoso.com", ".contoso.com", false)]
    [InlineData("*.com", "contoso.com", false)]
    [InlineData("*", "contoso", false)]
    [InlineData("s*.contoso.com", "sbc.contoso.com", false)]
    [InlineData("*.*.com", "sbc.contoso.com", false)]
    [InlineData("sbc.contoso.com", "sbc.contoso.com.evil.example", false)]
    [InlineData("sbc.contoso.com", "", false)]
    [InlineData("", "sbc.contoso.com", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("2001:db8::1", "[2001:DB8:0::1]", true)]
    [InlineData("*.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Name_of_a_certificate_stands_for_a_host(string name, string host, bool expected) =>
        CertificateNames.Match(name, host).Should().Be(expected);
}
