using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Web;

/// <summary>Calls by the API and live.</summary>
public sealed class CallsApiTests : IAsyncLifetime
{
    private ApiUnderTest _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiUnderTest.StartAsync("company: { name: Rossi, country: IT }\nusers: { mrossi: { name: Mario Rossi } }\n");
        await _api.SignInAsync("supervisor", "mrossi");
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_history_is_searched_and_paged()
    {
        for (var i = 1; i <= 5; i++)
        {
            _api.Server.Publish(new SampleCall($"01JB000000000000000000000{i}").Whole());
        }

        (await _api.GetAsync("calls"))!["items"]!.AsArray().Should().HaveCount(5);
        var page = (await _api.GetAsync("calls?limit=2"))!;
        page["items"]!.AsArray().Select(c => ((string)c!["id"]!)[^1]).Should().Equal('5', '4');
        var next = (await _api.GetAsync($"calls?limit=2&after={page["next"]}"))!;
        next["items"]!.AsArray().Select(c => ((string)c!["id"]!)[^1]).Should().Equal('3', '2');
        (await _api.GetAsync("calls?search=ada"))!["items"]!.AsArray().Should().HaveCount(5);
        (await _api.GetAsync("calls?search=%25"))!["items"]!.AsArray().Should().BeEmpty("a wildcard is a character");
        (await _api.GetAsync("calls?search=9999"))!["items"]!.AsArray().Should().HaveCount(5);
        (await _api.GetAsync("calls?line=carrier&user=mrossi"))!["items"]!.AsArray().Should().HaveCount(5);
        (await _api.GetAsync("calls?line=other"))!["items"]!.AsArray().Should().BeEmpty();
        (await _api.GetAsync("calls?from=2030-01-01T00:00:00Z"))!["items"]!.AsArray().Should().BeEmpty();
        (await _api.GetAsync("me/calls"))!["items"]!.AsArray().Should().HaveCount(5);
    }

    [Fact]
    public async Task A_call_tells_why_it_ended_in_the_language_of_the_page()
    {
        _api.Server.Publish(new SampleCall().Whole());
        _api.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("it");

        var call = (await _api.GetAsync("calls/last"))!;

        ((string)call["why"]!).Should().StartWith("Il chiamante ha riagganciato");
        (await _api.GetAsync("calls/last/ladder"))!.AsArray().Should().BeEmpty();
        await _api.GetAsync("calls/unknown", HttpStatusCode.NotFound);
        (await _api.Http.GetAsync("calls/last/pcap")).Content.Headers.ContentType!.MediaType.Should().Be("application/vnd.tcpdump.pcap");
    }

    [Fact]
    public async Task A_supervisor_ends_a_call_and_calls_for_somebody()
    {
        var call = new SampleCall();
        _api.Server.Publish(call.Answered());
        (await _api.GetAsync("calls/live"))!.AsArray().Should().ContainSingle();

        await _api.SendAsync(HttpMethod.Post, $"calls/{call.Id}/hangup", null, HttpStatusCode.NoContent);
        _api.Server.Telephony.HungUp.Should().Equal(call.Id);
        await _api.SendAsync(HttpMethod.Post, "calls", new { number = "0612345678" });
        _api.Server.Telephony.DialledNumbers.Should().Equal(("mrossi", "0612345678"));
        ApiUnderTest
            .Fields(
                await _api.SendAsync(HttpMethod.Post, "calls", new { user = "nobody", number = "1" }, HttpStatusCode.UnprocessableEntity)
            )
            .Should()
            .Equal("user");
    }

    [Fact]
    public async Task A_page_that_comes_back_is_told_what_it_missed()
    {
        var told = System.Threading.Channels.Channel.CreateUnbounded<(string Kind, long Sequence, string State)>();
        await using var hub = await ConnectAsync(told.Writer);
        await hub.InvokeAsync("Subscribe", "calls", (long?)null);
        var picture = await NextAsync(told);
        picture.Kind.Should().Be("Snapshot");
        picture.State.Should().Be("[]");
        var events = new SampleCall().Answered().ToList();
        _api.Server.Publish(events.Take(1));
        var first = await NextAsync(told);
        first.Kind.Should().Be("Change");
        first.State.Should().Contain("\"phase\":\"Calling\"");

        await hub.StopAsync();
        _api.Server.Publish(events.Skip(1));
        var missed = System.Threading.Channels.Channel.CreateUnbounded<(string Kind, long Sequence, string State)>();
        await using var again = await ConnectAsync(missed.Writer);
        await again.InvokeAsync("Subscribe", "calls", first.Sequence);

        for (var i = 1; i < events.Count; i++)
        {
            var change = await NextAsync(missed);
            (change.Kind, change.Sequence).Should().Be(("Change", first.Sequence + i));
        }
    }

    [Fact]
    public async Task Overview_is_told_when_it_changes()
    {
        var told = System.Threading.Channels.Channel.CreateUnbounded<(string Kind, long Sequence, string State)>();
        await using var hub = await ConnectAsync(told.Writer);
        await hub.InvokeAsync("Subscribe", "overview", (long?)null);
        (await NextAsync(told)).State.Should().Contain("\"calls\":0");

        _api.Server.Publish(new SampleCall().Began());

        (await NextAsync(told)).State.Should().Contain("\"calls\":1");
    }

    [Fact]
    public async Task Events_are_streamed_to_programs()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var stream = await _api.Http.GetStreamAsync("events", stop.Token);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(stop.Token)).Should().Be("data: {\"calls\":[]}");
        await reader.ReadLineAsync(stop.Token);

        _api.Server.Publish(new SampleCall().Began());

        var line = (await reader.ReadLineAsync(stop.Token))!;
        JsonNode.Parse(line["data: ".Length..])!["call"]!["caller"]!["name"]!.GetValue<string>().Should().Be("Ada Rossi");
    }

    /// <summary>What a page is told next, within the patience of a busy machine.</summary>
    private static Task<(string Kind, long Sequence, string State)> NextAsync(
        System.Threading.Channels.Channel<(string Kind, long Sequence, string State)> told
    ) => told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    private async Task<HubConnection> ConnectAsync(System.Threading.Channels.ChannelWriter<(string, long, string)> told)
    {
        var cookies = await CookieAsync();
        var hub = new HubConnectionBuilder().WithUrl(new Uri(_api.Address, "live"), o => o.Headers["Cookie"] = cookies).Build();
        hub.On<string, long, JsonElement>("Snapshot", (_, sequence, state) => told.TryWrite(("Snapshot", sequence, state.GetRawText())));
        hub.On<string, long, JsonElement>("Change", (_, sequence, state) => told.TryWrite(("Change", sequence, state.GetRawText())));
        await hub.StartAsync();
        return hub;
    }

    private async Task<string> CookieAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _api.Address };
        http.DefaultRequestHeaders.Add("X-Ponte", "1");
        using var reply = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            http,
            "session",
            new { user = "supervisor1", password = ApiUnderTest.Password }
        );
        return reply.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
