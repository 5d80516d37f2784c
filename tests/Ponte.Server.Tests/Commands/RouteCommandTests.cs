using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Routing;
using Ponte.Server.Directories.Http;
using Ponte.Server.Tests.Support;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Commands;

public sealed class RouteCommandTests
{
    private const string Document = """
        company: { name: Rossi, country: IT, areaCode: "02" }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7"], cost: 5 }
          teams: { kind: teams, fqdn: sbc.example.com }
        users:
          mrossi:
            name: Mario Rossi
            extension: "201"
            number: "+390212345601"
            teams: {}
            devices: { cordless: { password: "env:A", delay: 5s }, desk: { password: "env:B" } }
            forward: { noAnswer: { to: "202", after: 15s } }
          gverdi: { name: Gina Verdi, extension: "202", devices: { desk: { password: "env:C" } }, class: internal }
        """;

    [Fact]
    public async Task A_call_is_explained_in_words()
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("route", "0612345678", "201", "--at", "2026-12-24T18:30:00Z");

        run.Out.Should().StartWith("Call from 0612345678 to 201, 2026-12-2");
        run.Out[(run.Out.IndexOf('\n', StringComparison.Ordinal) + 1)..]
            .Should()
            .Be(
                """
                  The caller is +390612345678, by the line carrier
                  201 is the extension of mrossi
                  Teams of mrossi rings
                  201-cordless rings after 5 s
                  201-desk is not registered
                  mrossi forwards to 202 when nobody answers for 15 s
                    202-desk rings
                  It rings for 15 s
                Result: rings Teams of mrossi + 201-cordless after 5 s for 15 s; if nobody answers: (rings 202-desk)

                """
            );
    }

    [Theory]
    [InlineData("*37", "L'ultima chiamata non ha trovato un interno occupato o senza risposta", "il chiamante sente il tono di errore")]
    [InlineData("#37", "Il chiamante non attende più nessuno", "il chiamante sente la conferma")]
    public async Task The_code_to_be_called_back_is_explained(string code, string step, string result)
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("--language", "it", "route", "202-desk", code);

        run.Out.Should().Contain($"{code} è il codice breve callBack").And.Contain(step).And.EndWith($"Esito: {result}\n");
    }

    [Fact]
    public async Task A_refusal_is_explained_in_Italian()
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("--language", "it", "route", "202-desk", "335 1234567");

        run.Out.Should()
            .EndWith(
                """
                  Chiama Gina Verdi, da 202-desk
                  +393351234567 è un numero esterno
                  La sua categoria è mobile
                  La classe internal lo vieta
                Esito: Il chiamante non è abilitato a questa chiamata (SIP 403; The class of service of the caller does not allow +393351234567)

                """
            );
    }

    [Fact]
    public async Task What_a_short_code_does_is_explained_and_not_done()
    {
        await using var server = await StartAsync();

        (await server.RunAsync("route", "202", "*21*201#")).Out.Should().EndWith("Result: the caller hears the confirmation\n");
        (await server.RunAsync("route", "202", "*21")).Out.Should().EndWith("Result: the caller hears the error tone\n");
        (await server.RunAsync("route", "201", "202")).Out.Should().EndWith("Result: rings 202-desk\n");
    }

    [Fact]
    public async Task Programs_get_JSON()
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("route", "201", "0298765432", "--json");

        var reply = JsonDocument.Parse(run.Out).RootElement;
        reply.GetProperty("called").GetProperty("number").GetString().Should().Be("+390298765432");
        reply.GetProperty("steps")[0].GetProperty("code").GetString().Should().Be("CallerUser");
        var place = reply.GetProperty("ring").GetProperty("places")[0];
        (place.GetProperty("kind").GetString(), place.GetProperty("lines")[0].GetString()).Should().Be(("Number", "carrier"));
    }

    [Theory]
    [InlineData("ponte: nobody calls from \"ada\": give a user, a device or a number", "ada", "202")]
    [InlineData("ponte: nobody calls from \"201\" by the line x: give", "201", "202", "--line", "x")]
    [InlineData("ponte: soon is no time; give it as 2026-12-24 18:30", "201", "202", "--at", "soon")]
    public async Task What_makes_no_sense_is_told(string expected, params string[] arguments)
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync(["route", .. arguments]);

        run.ExitCode.Should().Be(1);
        run.Error.Should().StartWith(expected);
    }

    private static async Task<ServerUnderTest> StartAsync()
    {
        var server = await ServerUnderTest.StartAsync();
        var company = new CompanyInForce();
        company.Apply(DocumentText.Read(Document).Document!);
        var phones = new PhoneServices(new PhoneSettings(), new NoStore(), _ => false, TimeProvider.System, NullLogger.Instance);
        foreach (var login in new[] { "201-cordless", "202-desk" })
        {
            phones.Book.Restore(login, [Binding(login, phones.Moment.Utc)], phones.Moment);
        }
        var lamps = new LampBoard();
        var director = new CallDirector(
            new DirectorServices
            {
                Company = company,
                Lines = new LineBook(TimeProvider.System),
                Settings = new PbxSettings { Listeners = [new LocalAddress(TransportProtocol.Udp, "192.0.2.1", 5060)] },
                Phones = phones,
                People = server.Telephony.Context.People,
                Lamps = lamps,
                CallBacks = new CallBackService(
                    new CallBackServices
                    {
                        Store = server.Telephony.Context.CallBacks,
                        Lamps = lamps,
                        IsFree = _ => true,
                        Time = TimeProvider.System,
                        Log = NullLogger.Instance,
                    },
                    new CallBackLimits()
                ),
                Missed = new MissedCalls(lamps, _ => null),
                Switches = server.Telephony.Context.Switches,
                Prompts = server.Telephony.Context.Prompts,
                Voicemail = server.Telephony.Context.Voicemail,
                Mail = server.Telephony.Context.Mail,
                Lookups = new FlowLookups(_ => null, TimeProvider.System, NullLogger.Instance),
                Directory = new NoNames(),
                Time = TimeProvider.System,
            }
        );
        server.Telephony.OnExplain = director.Explain;
        return server;
    }

    private static StoredBinding Binding(string login, DateTimeOffset now) =>
        new()
        {
            Contact = $"sip:{login}@192.0.2.70",
            Source = "192.0.2.70:5060",
            LocalHost = "192.0.2.1",
            LocalPort = 5060,
            CallId = login,
            CSeq = 1,
            Expires = now + TimeSpan.FromHours(1),
        };

    private sealed class NoStore : IRegistrationStore
    {
        public void Keep(string account, ImmutableArray<StoredBinding> bindings) { }
    }

    private sealed class NoNames : IDirectory
    {
        public ValueTask<DirectoryEntry?> FindAsync(string number, CancellationToken cancellationToken) =>
            ValueTask.FromResult<DirectoryEntry?>(null);
    }
}
