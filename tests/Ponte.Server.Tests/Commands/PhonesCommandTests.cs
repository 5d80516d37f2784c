using Ponte.Server.Api.Contracts;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Commands;

public sealed class PhonesCommandTests
{
    [Fact]
    public async Task Phones_are_listed_with_where_they_are_registered()
    {
        await using var server = await ServerUnderTest.StartAsync();
        (await server.RunAsync("phones")).Should().Be(new CommandRun(0, "No phones: apply a document with devices of users.\n", ""));

        var expires = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(10);
        server.Telephony.PhoneStatus =
        [
            new PhoneStatus(
                "201-cordless",
                "Mario Rossi",
                [
                    new PhoneBinding("203.0.113.9:31000", "udp", "sip:201-cordless@10.0.0.1", "Gigaset N510", expires),
                    new PhoneBinding("203.0.113.9:31001", "tls", "sip:201-cordless@10.0.0.2", "", expires),
                ]
            ),
            new PhoneStatus("202-desk", "Gaia Bianchi", []),
        ];
        var rows = (await server.RunAsync("phones")).Out.Split('\n');
        rows[0].Should().Match("PHONE*OWNER*REGISTERED FROM*BY*EXPIRES IN*MODEL*");
        rows[1].Should().Match("201-cordless*Mario Rossi*203.0.113.9:31000*udp*5?? s*Gigaset N510*");
        rows[2].Should().Match(" *203.0.113.9:31001*tls*");
        rows[3].Should().Match("202-desk*Gaia Bianchi*not registered*");
        (await server.RunAsync("phones", "--language", "it")).Out.Should().Contain("non registrato");
        (await server.RunAsync("phones", "--json")).Out.Should().Contain("\"contact\":\"sip:201-cordless@10.0.0.1\"");
        server.State.Read().Phones.Should().Be(new PhoneCount(2, 1));
    }
}
