using System.Net;
using System.Text.Json.Nodes;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Server.Hosting;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Web;

/// <summary>Rooms and supervision by the API and by commands: who may, what is told, what stands in the audit.</summary>
public sealed class ConferenceApiTests : IAsyncLifetime
{
    private static readonly CallId Room = new("01JKMPDQ5G0000000000000001");
    private ApiUnderTest _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiUnderTest.StartAsync(
            "company: { name: Rossi, country: IT }\nrooms: { sales: { name: Sales meeting, extension: \"800\", pin: \"8642\" }, other: { name: Other } }\n"
        );
        _api.Server.Publish([
            new CallStarted(
                Room,
                SampleCall.At(0),
                new Party("800", "Sales meeting"),
                new Party("800", "Sales meeting"),
                CallOrigin.Conference
            ),
            .. Joins(1, new Party("+390612345678", "Anna"), null),
            .. Joins(2, new Party("", "", IsAnonymous: true), null),
            .. Joins(3, new Party("201", "Mario"), "mrossi"),
            new LegMuted(Room, SampleCall.At(5), new LegId(1), true),
            new LegEnded(Room, SampleCall.At(6), new LegId(3), new CallEnd(EndSide.Caller, EndCause.Normal), null),
        ]);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Rooms_tell_who_is_in_them_and_members_are_muted_and_removed()
    {
        await _api.SignInAsync("supervisor");
        var rooms = (await _api.GetAsync("rooms"))!.AsArray();
        rooms.Select(r => (string)r!["id"]!).Should().Equal("other", "sales");
        rooms[0]!["members"]!.AsArray().Should().BeEmpty();
        var sales = rooms[1]!;
        ((bool)sales["hasPin"]!).Should().BeTrue();
        sales.ToJsonString().Should().NotContain("8642");
        sales["members"]!
            .AsArray()
            .Select(m => ((int)m!["leg"]!, (string)m["number"]!, (bool)m["isMuted"]!))
            .Should()
            .Equal((1, "+390612345678", true), (2, "", false));

        await _api.SendAsync(HttpMethod.Post, "rooms/sales/members/1/unmute", null, HttpStatusCode.NoContent);
        await _api.SendAsync(HttpMethod.Post, "rooms/sales/members/2/remove", null, HttpStatusCode.NoContent);
        await _api.SendAsync(HttpMethod.Post, "rooms/sales/members/2/shout", null, HttpStatusCode.NotFound);
        await _api.SendAsync(HttpMethod.Post, "rooms/sales/members/99/mute", null, HttpStatusCode.NotFound);
        await _api.SendAsync(HttpMethod.Post, "rooms/other/members/1/mute", null, HttpStatusCode.NotFound);
        _api.Server.Telephony.Conferred.Take(2)
            .Should()
            .Equal((Room, new LegId(1), ConferenceOrder.Unmute), (Room, new LegId(2), ConferenceOrder.Remove));
        (await _api.GetAsync("calls/live"))![0]!["room"]!.ToString().Should().Be("sales");
    }

    [Fact]
    public async Task Who_supervises_whom_and_how_stands_in_the_audit()
    {
        await _api.SignInAsync("supervisor");
        var order = new JsonObject
        {
            ["with"] = "203",
            ["mode"] = "whisper",
            ["agent"] = "201",
        };
        await _api.SendAsync(HttpMethod.Post, "calls/01JCALL/supervision", order, HttpStatusCode.NoContent);
        _api.Server.Telephony.SupervisionOrders.Should()
            .Equal(new SupervisionOrder(new CallId("01JCALL"), "203", SupervisionMode.Whisper, "201"));
        await _api.SendAsync(HttpMethod.Delete, "calls/01JCALL/supervision", null, HttpStatusCode.NoContent);
        await _api.SendAsync(HttpMethod.Delete, "calls/01JCALL/supervision", null, HttpStatusCode.NotFound);
        await _api.SendAsync(HttpMethod.Post, "calls/01JCALL/supervision", new JsonObject(), HttpStatusCode.UnprocessableEntity);
        foreach (
            var (outcome, status) in new[]
            {
                (Supervised.NoCall, HttpStatusCode.NotFound),
                (Supervised.NoUser, HttpStatusCode.UnprocessableEntity),
                (Supervised.NoAgent, HttpStatusCode.UnprocessableEntity),
                (Supervised.Taken, HttpStatusCode.Conflict),
                (Supervised.Busy, HttpStatusCode.ServiceUnavailable),
            }
        )
        {
            _api.Server.Telephony.SupervisedAs = outcome;
            await _api.SendAsync(HttpMethod.Post, "calls/01JCALL/supervision", order.DeepClone(), status);
        }
        await _api.SignInAsync("administrator");
        (await _api.GetAsync("audit"))!["items"]!
            .AsArray()
            .Select(e => $"{e!["by"]} {e["action"]} {e["subject"]} {e["after"]}".TrimEnd())
            .Take(2)
            .Should()
            .Equal("supervisor1 call.superviseEnd 01JCALL", "supervisor1 call.supervise 01JCALL 203 Whisper 201");
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("user")]
    public async Task Others_may_not(string role)
    {
        await _api.SignInAsync(role);
        await _api.SendAsync(HttpMethod.Post, "rooms/sales/members/1/mute", null, HttpStatusCode.Forbidden);
        await _api.SendAsync(HttpMethod.Post, "calls/01JCALL/supervision", new JsonObject { ["with"] = "203" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Commands_do_the_same()
    {
        var rooms = await _api.Server.RunAsync("rooms");
        rooms.Out.Should().Contain("sales 800").And.Contain("2/20").And.Contain("+390612345678 Anna").And.Contain("muted");
        (await _api.Server.RunAsync("rooms", "remove", "sales", "2")).ExitCode.Should().Be(0);
        (await _api.Server.RunAsync("rooms", "mute", "sales", "99")).Error.Should().Contain("no such member");
        (await _api.Server.RunAsync("listen", "01JCALL", "--with", "203", "--whisper", "201")).Out.Should().StartWith("203 is rung");
        (await _api.Server.RunAsync("listen", "01JCALL", "--with", "203", "--barge")).ExitCode.Should().Be(0);
        _api.Server.Telephony.SupervisionOrders.Select(o => (o.Mode, o.Agent))
            .Should()
            .Equal((SupervisionMode.Whisper, "201"), (SupervisionMode.Barge, null));
        (await _api.Server.RunAsync("listen", "01JCALL", "--barge", "--with", "203", "--take-over")).ExitCode.Should().NotBe(0);
        (await _api.Server.RunAsync("listen", "01JCALL")).Error.Should().Contain("--with");
        _api.Server.Telephony.SupervisedAs = Supervised.Taken;
        (await _api.Server.RunAsync("listen", "01JCALL", "--with", "203")).Error.Should().Contain("somebody else");
        (await _api.Server.RunAsync("listen", "01JCALL", "--stop")).ExitCode.Should().Be(0);
    }

    private static IEnumerable<CallEvent> Joins(int leg, Party party, string? user) =>
        [
            new LegStarted(Room, SampleCall.At(leg), new LegId(leg), LegKind.Phone, true, "201-desk", "10.0.0.1", "c1", user),
            new LegConferred(Room, SampleCall.At(leg), new LegId(leg), "sales", party),
        ];
}
