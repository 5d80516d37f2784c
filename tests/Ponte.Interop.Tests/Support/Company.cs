using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Media;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Phones;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Interop.Tests.Support;

/// <summary>
/// A company on the real server with everything around it simulated: Microsoft with three hubs, a carrier, an exchange in the house, phones.
/// The users 201 to 208 have Teams and a cordless, each with other settings; 301 to 303 have a phone only, 304
/// two phones, 305 and 306 a phone with one wide codec, 401 and 402 Teams only, 402 with a voicemail here.
/// </summary>
public sealed class Company : IAsyncLifetime
{
    /// <summary>The Reason by which nothing is missed (RFC 3326).</summary>
    public const string Elsewhere = "SIP;cause=200;text=\"Call completed elsewhere\"";

    internal const string Password = "vetro-solare";

    private readonly Dictionary<string, PhoneSide> _phones = [];
    private int _callers;

    internal PonteServer Server { get; private set; } = null!;

    internal MicrosoftSide Microsoft { get; private set; } = null!;

    internal CarrierSide Carrier { get; private set; } = null!;

    internal CarrierSide Exchange { get; private set; } = null!;

    /// <summary>Long enough for a busy machine, short enough for a test that hangs.</summary>
    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Server = await PonteServer.StartAsync(0, Begin);
        await HubsAsync("Up");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones.Values)
        {
            await phone.DisposeAsync();
        }
        await Carrier.DisposeAsync();
        await Exchange.DisposeAsync();
        await Microsoft.DisposeAsync();
        await Server.DisposeAsync();
        Microsoft.Faults.Concat(Carrier.Faults).Concat(Exchange.Faults).Concat(_phones.Values.SelectMany(p => p.Faults)).Should().BeEmpty();
        Microsoft.Violations.Concat(Carrier.Violations).Concat(_phones.Values.SelectMany(p => p.Violations)).Should().BeEmpty();
    }

    /// <summary>A phone of the company, registered: the same one each time that it is asked for, at an address of its own.</summary>
    /// <param name="device">The device, <c>201-cordless</c>; as the document has it.</param>
    internal async Task<PhoneSide> PhoneAsync(string device)
    {
        if (!_phones.TryGetValue(device, out var phone))
        {
            var address = IPAddress.Parse(Server.Net.Host(20 + _phones.Count));
            _phones[device] = phone = PhoneSide.Start(PhoneOptionsOf(device, address), TimeProvider.System);
        }
        (await phone.RegisterAsync()).Should().Be(200);
        return phone;
    }

    /// <summary>How a phone of the company is set up.</summary>
    internal PhoneOptions PhoneOptionsOf(string device, IPAddress address) =>
        new()
        {
            Listen = new IPEndPoint(address, 5060),
            Ponte = IPEndPoint.Parse(Server.SipAddress),
            User = device,
            Password = Password,
            Media = Media(address.ToString()),
        };

    /// <summary>Who calls next from outside: a number and a name that no test had before.</summary>
    internal (string Number, string Name) NextCaller()
    {
        var number = Interlocked.Increment(ref _callers);
        return ($"06{12345000 + number}", $"Ada Neri {number}");
    }

    /// <summary>A call from the carrier, playing 500 Hz.</summary>
    internal SimulatedCall DialIn((string Number, string Name) caller, string to) =>
        Carrier.Number(caller.Number).Dial(to, caller.Name, 500);

    /// <summary>Waits until a phone or user rings for a caller; calls left by others are passed over.</summary>
    internal static async Task<SimulatedCall> RingsForAsync(Func<CancellationToken, ValueTask<SimulatedCall>> next, string name)
    {
        var patience = Patience;
        while (true)
        {
            var call = await next(patience);
            if (call.CallerName.Equals(name, StringComparison.Ordinal))
            {
                return call;
            }
        }
    }

    /// <summary>Demands that a tone is heard, clean.</summary>
    internal static async Task HearsAsync(SimulatedCall call, int frequency)
    {
        try
        {
            (await call.Media.HearsAsync(frequency, cancellationToken: Patience)).LeastRatio.Should().BeGreaterThan(20);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{call} does not hear {frequency} Hz: {call.Media.Findings}", e);
        }
    }

    /// <summary>The one history entry of a caller, once the call is over.</summary>
    internal async Task<JsonElement> HistoryAsync(string number)
    {
        var calls = await Server.CallsAsync(number, c => c.Length > 0 && c.All(one => one.TryGetProperty("endedAt", out _)));
        calls.Should().ContainSingle("one call is one entry");
        return calls[0];
    }

    /// <summary>How the history names the end of a caller's call, in English.</summary>
    internal async Task<string> ResultAsync(string number)
    {
        await HistoryAsync(number);
        return (await Server.CommandAsync("calls", "--number", number)).Split('\n')[1];
    }

    /// <summary>Waits until Teams and a phone ring for a caller.</summary>
    internal async Task<(SimulatedCall Teams, SimulatedCall Phone)> BothRingAsync(string user, PhoneSide phone, string name) =>
        (await RingsForAsync(Microsoft.User(user).RingsAsync, name), await RingsForAsync(phone.RingsAsync, name));

    /// <summary>What the call list of a user in Teams says of a caller.</summary>
    internal CallRecord Record(string user, string name) =>
        Microsoft.User(user).History.Single(r => r.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>Waits until calls are over.</summary>
    internal static async Task EndedAsync(params SimulatedCall[] calls)
    {
        foreach (var call in calls)
        {
            await call.EndedAsync(Patience);
        }
    }

    /// <summary>Answers later than the guard against voicemail, as a person does.</summary>
    internal static async Task AnswerAsAPersonAsync(SimulatedCall teams, SimulatedCall caller)
    {
        await PersonsTimeAsync();
        teams.Answer(700);
        await caller.AnsweredAsync(Patience);
    }

    /// <summary>Lets the time pass that a person takes to answer; longer than the guard against voicemail.</summary>
    internal static async Task PersonsTimeAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.5));
        await timer.WaitForNextTickAsync();
    }

    /// <summary>Why a call of the history ended, or one of its legs.</summary>
    internal static string? CauseOf(JsonElement call) => call.GetProperty("end").GetProperty("cause").GetString();

    /// <summary>Demands on the wire that Ponte ended a ringing call by CANCEL, with this Reason or, empty, with none.</summary>
    internal static async Task IsCancelledAsync(SimulatedCall call, string reason)
    {
        var ending = await call.EndedAsync(Patience);
        ending.Message.Should().BeOfType<SipRequest>().Which.Method.Should().Be(SipMethod.Cancel, ending.Detail);
        (ending.WasAnswered, ending.Status, ending.Reason).Should().Be((false, 487, reason));
    }

    /// <summary>Demands on the wire that an answer that came too late was ended by BYE, with the Reason by which nothing is missed.</summary>
    internal static async Task IsReleasedAsync(SimulatedCall call)
    {
        var ending = await call.EndedAsync(Patience);
        ending.Message.Should().BeOfType<SipRequest>().Which.Method.Should().Be(SipMethod.Bye, ending.Detail);
        (ending.ByPonte, ending.WasAnswered, ending.Reason).Should().Be((true, true, Elsewhere));
    }

    /// <summary>Demands that a caller's call is one entry of Ponte's history, which says how it ended and how each place did.</summary>
    /// <param name="number">The caller's number.</param>
    /// <param name="result">What the list of calls says of it, in English: a part.</param>
    /// <param name="places">The places that rang by their names, and the causes of their ends.</param>
    internal async Task IsInHistoryAsync(string number, string result, params (string Place, string Cause)[] places)
    {
        (await ResultAsync(number)).Should().Contain(result);
        (await HistoryAsync(number))
            .GetProperty("legs")
            .EnumerateArray()
            .Where(l => !l.GetProperty("isIncoming").GetBoolean())
            .Select(l => (l.GetProperty("name").GetString()!, CauseOf(l)!))
            .Should()
            .BeEquivalentTo(places);
    }

    /// <summary>Waits until a phone was told within its call whom it talks with now.</summary>
    internal static Task IsToldAsync(PhoneSide phone, (string Number, string Name) party) => IsToldAsync(() => phone.Messages, party);

    /// <summary>Waits until somebody was told within a call who is at the other end of it now.</summary>
    internal static async Task IsToldAsync(Func<IReadOnlyList<LoggedMessage>> messages, (string Number, string Name) party)
    {
        var patience = Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (
            !messages()
                .Any(m =>
                    !m.Sent
                    && m.Message is SipRequest { Method: SipMethod.Update or SipMethod.Invite, ToTag.Length: > 0 } request
                    && request.Headers.First(HeaderName.PAssertedIdentity) is { } identity
                    && identity.Contains(party.Name, StringComparison.Ordinal)
                    && identity.Contains(party.Number, StringComparison.Ordinal)
                )
        )
        {
            await timer.WaitForNextTickAsync(patience);
        }
    }

    /// <summary>Waits until all hubs are in a state.</summary>
    internal async Task HubsAsync(string state)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 300; i++)
        {
            using var json = JsonDocument.Parse(await Server.CommandAsync("lines", "--json"));
            var teams = json.RootElement.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("name").ValueEquals("teams"));
            if (teams.GetProperty("peers").EnumerateArray().All(p => p.GetProperty("state").ValueEquals(state)))
            {
                return;
            }
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"The hubs never were {state}");
    }

    private string Begin(PonteServer server)
    {
        var net = server.Net;
        Microsoft = MicrosoftSide.Start(
            new MicrosoftOptions
            {
                Hubs = [.. PonteServer.Hubs.Select((h, i) => HubOf(h, net.Host(5 + i)))],
                CertificateFile = server.Certificates.MicrosoftCertificate,
                KeyFile = server.Certificates.MicrosoftKey,
                SbcAuthorityFile = server.Certificates.SbcAuthority,
                Media = Media(net.Host(4)),
                Names = ImmutableDictionary<string, IPAddress>.Empty.Add(PonteServer.Fqdn, IPAddress.Parse(net.Ponte)),
                Tenants =
                [
                    new TenantOptions("rossi")
                    {
                        Gateways = [new GatewayOptions(PonteServer.Fqdn) { SipSignalingPort = 5061 }],
                        Users = [.. TeamsUsers.Select(u => new UserOptions(u.Id, u.Name, Direct(u.Extension)))],
                    },
                ],
            },
            TimeProvider.System
        );
        Carrier = Trunk(net.Carrier, server);
        Exchange = Trunk(net.SecondCarrier, server);
        return Document(server);
    }

    /// <summary>A hub that connects from an address of its own: phones come from 127.0.0.1, and are not to be taken for Microsoft.</summary>
    private static HubOptions HubOf(string name, string source) =>
        new(name, new IPEndPoint(IPAddress.Loopback, Loopback.FreePort())) { Source = IPAddress.Parse(source) };

    private static CarrierSide Trunk(string address, PonteServer server) =>
        CarrierSide.Start(
            new CarrierOptions
            {
                Listen = new IPEndPoint(IPAddress.Parse(address), 5070),
                Ponte = IPEndPoint.Parse(server.SipAddress),
                Media = Media(address),
            },
            TimeProvider.System
        );

    private static MediaPorts Media(string address) => new(IPAddress.Parse(address), 40_000, 40_999);

    private static readonly (string Id, string Name, string Extension, string Settings)[] TeamsUsers =
    [
        ("mrossi", "Mario Rossi", "201", ""),
        ("spared", "Sara Parisi", "202", "twin: { teamsMissedCall: false }"),
        ("strict", "Stella Ricci", "203", "twin: { busyStops: true, declineStops: true }"),
        ("later", "Lara Tersi", "204", "twin: { teamsDelay: 2s }"),
        ("second", "Serena Conti", "205", ""),
        ("short", "Sofia Orti", "206", "twin: { ringTime: 5s }"),
        ("deskless", "Dina Esposti", "207", ""),
        ("offhours", "Olga Fini", "208", "twin: { teamsHours: never }"),
        ("boxed", "Bea Casella", "402", "voicemail: {}, forward: { noAnswer: { to: voicemail, after: 5s } }"),
        ("teamsonly", "Tea Soli", "401", "forward: { unreachable: \"301\" }"),
    ];

    /// <summary>A user's direct number.</summary>
    internal static string Direct(string extension) => $"+390212345{extension}";

    private string Document(PonteServer server)
    {
        var users = TeamsUsers.Select(u =>
            $"  {u.Id}: {{ name: {u.Name}, extension: \"{u.Extension}\", number: \"{Direct(u.Extension)}\", "
            + $"teams: {{ upn: {u.Id}@example.com }}, {Devices(u.Extension)}, {u.Settings} }}"
        );
        var hubs = string.Join(", ", Microsoft.Hubs.Select(h => $"\"{h.Name}:{h.Listen.Port}\""));
        return $$"""
            company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{server.Net.Carrier}}:5070;transport=udp"], numbers: { out: national }, connectedLine: true, options: off }
              exchange: { kind: pbx, peers: ["sip:{{server.Net.SecondCarrier}}:5070;transport=udp"], range: "700-799", options: off }
              teams:
                kind: teams
                fqdn: {{PonteServer.Fqdn}}
                hubs: [{{hubs}}]
                options: 10s
                peerNames: [{{PonteServer.Hubs[0]}}]
                addresses: [{{server.Net.Host(5)}}, {{server.Net.Host(6)}}, {{server.Net.Host(7)}}]
                trustAnchors: {{server.Certificates.MicrosoftAuthority}}
            calendars: { never: { open: [] } }
            rooms:
              sales: { name: Sales, extension: "800", pin: "1234" }
              open: { name: Open, extension: "801", maxMembers: 10, announce: false }
            numbers: { "{{Direct("650")}}": { room: sales }, "{{Direct("651")}}": { room: open } }
            users:
            {{string.Join('\n', users)}}
              bsala: { name: Bruno Sala, class: national, extension: "302", number: "{{Direct(
                "302"
            )}}", devices: { desk: { password: {{Password}}, codecs: [PCMA] } } }
              wide: { name: Wanda Larga, class: national, extension: "305", number: "{{Direct("305")}}", devices: { desk: { password: {{Password}}, codecs: [G722] } } }
              opus: { name: Olga Pus, class: national, extension: "306", number: "{{Direct("306")}}", devices: { desk: { password: {{Password}}, codecs: [OPUS] } } }
              natted: { name: Nora Testa, extension: "303", number: "{{Direct("303")}}", devices: { desk: { password: {{Password}} } } }
              twice: { name: Teo Due, extension: "304", devices: { left: { password: {{Password}} }, right: { password: {{Password}} } } }
              gbianchi: { name: Gaia Bianchi, extension: "301", number: "{{Direct("301")}}", devices: { desk: { password: {{Password}} } } }
            """;
    }

    private static string Devices(string extension) =>
        extension switch
        {
            "401" or "402" => "devices: {}",
            "207" => $"devices: {{ cordless: {{ password: {Password}, hours: never }} }}",
            "205" => $"devices: {{ cordless: {{ password: {Password} }}, desk: {{ password: {Password}, delay: 2s }} }}",
            _ => $"devices: {{ cordless: {{ password: {Password} }} }}",
        };
}
