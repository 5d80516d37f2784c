using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ponte.Server.Api.Contracts;
using Ponte.Server.History;
using Ponte.Server.Live;
using Ponte.Server.Trace;

namespace Ponte.Server.Api;

/// <summary>Speaks to the server of a data folder over its admin socket.</summary>
internal sealed partial class AdminClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>A client of the server behind a socket.</summary>
    public AdminClient(string socket)
    {
        Socket = socket;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken).ConfigureAwait(false);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch (SocketException)
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://ponte"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The socket.</summary>
    public string Socket { get; }

    /// <summary>How the server is.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public Task<HealthReply> StatusAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Status, ApiJson.Default.HealthReply, cancellationToken);

    /// <summary>The phones, and where they are registered.</summary>
    public Task<IReadOnlyList<PhoneStatus>> PhonesAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Phones, ApiJson.Default.IReadOnlyListPhoneStatus, cancellationToken);

    /// <summary>How the lines are.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public Task<IReadOnlyList<LineStatus>> LinesAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Lines, ApiJson.Default.IReadOnlyListLineStatus, cancellationToken);

    /// <summary>What the doctor finds now.</summary>
    /// <exception cref="AdminException">No server answers, or no document is in force.</exception>
    public Task<DoctorReply> DoctorAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Doctor, ApiJson.Default.DoctorReply, cancellationToken);

    /// <summary>What would become of a call.</summary>
    /// <exception cref="AdminException">No server answers, or nobody can call so.</exception>
    public Task<RouteReply> RouteAsync(string from, string to, string? line, DateTimeOffset at, CancellationToken cancellationToken) =>
        GetAsync(
            $"{AdminPaths.Route}?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}"
                + $"&line={Uri.EscapeDataString(line ?? "")}&at={Uri.EscapeDataString(at.ToString("O", System.Globalization.CultureInfo.InvariantCulture))}",
            ApiJson.Default.RouteReply,
            cancellationToken
        );

    /// <summary>What the calendars say at a time.</summary>
    /// <exception cref="AdminException">No server answers, or no document is in force.</exception>
    public Task<IReadOnlyList<CalendarReply>> CalendarsAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        GetAsync(
            $"{AdminPaths.Calendars}?at={Uri.EscapeDataString(at.ToString("O"))}",
            ApiJson.Default.IReadOnlyListCalendarReply,
            cancellationToken
        );

    /// <summary>The document in force.</summary>
    /// <exception cref="AdminException">No server answers, or no document is in force.</exception>
    public Task<DocumentReply> DocumentAsync(CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Document, ApiJson.Default.DocumentReply, cancellationToken);

    /// <summary>Puts a document in force.</summary>
    /// <exception cref="AdminException">No server answers, or its database cannot be written.</exception>
    public Task<ChangeReply> ApplyAsync(string text, string appliedBy, CancellationToken cancellationToken) =>
        PostTextAsync(AdminPaths.Document, text, appliedBy, cancellationToken);

    /// <summary>Compares a document with the one in force.</summary>
    /// <exception cref="AdminException">No server answers.</exception>
    public Task<ChangeReply> CompareAsync(string text, CancellationToken cancellationToken) =>
        PostTextAsync(AdminPaths.Difference, text, "", cancellationToken);

    /// <summary>The newest calls first.</summary>
    /// <exception cref="AdminException">No server answers, or it says no.</exception>
    public Task<IReadOnlyList<CallView>> CallsAsync(int limit, string? number, CancellationToken cancellationToken) =>
        GetAsync(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{AdminPaths.Calls}?limit={limit}&number={Uri.EscapeDataString(number ?? "")}"
            ),
            ApiJson.Default.IReadOnlyListCallView,
            cancellationToken
        );

    /// <summary>One call.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such call.</exception>
    public Task<CallView> CallAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(AdminPaths.Call(id), ApiJson.Default.CallView, cancellationToken);

    /// <summary>A call's SIP messages.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such call.</exception>
    public async Task<IReadOnlyList<TracedMessage>> MessagesAsync(string id, CancellationToken cancellationToken)
    {
        var replies = await GetAsync(AdminPaths.Messages(id), ApiJson.Default.IReadOnlyListMessageReply, cancellationToken)
            .ConfigureAwait(false);
        return [.. replies.Select(MessageCodec.Of)];
    }

    /// <summary>Hangs a call up.</summary>
    /// <exception cref="AdminException">No server answers, or there is no such call.</exception>
    public async Task HangUpAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AdminPaths.HangUp(id));
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls a number for a user.</summary>
    /// <returns>The call's id.</returns>
    /// <exception cref="AdminException">No server answers, there is no such user, or there are too many calls.</exception>
    public async Task<string> DialAsync(string user, string number, CancellationToken cancellationToken)
    {
        var path = $"{AdminPaths.Dial(user)}?number={Uri.EscapeDataString(number)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        return (await ReadAsync(response, ApiJson.Default.DialReply, cancellationToken).ConfigureAwait(false)).Call;
    }

    /// <summary>First all calls that go on, then every change, until the server ends.</summary>
    /// <exception cref="AdminException">No server answers.</exception>
    public async IAsyncEnumerable<LiveChange> WatchAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AdminPaths.Live);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(body, Encoding.UTF8);
        while (await NextLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return JsonSerializer.Deserialize(line, ApiJson.Default.LiveChange)!;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<string?> NextLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The server is gone.
            return null;
        }
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ChangeReply> PostTextAsync(string path, string text, string appliedBy, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(text, Encoding.UTF8, "application/yaml"),
        };
        request.Headers.TryAddWithoutValidation(AdminPaths.AppliedByHeader, appliedBy);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.UnprocessableEntity)
        {
            await CheckAsync(response, cancellationToken).ConfigureAwait(false);
        }
        return await ReadAsync(response, ApiJson.Default.ChangeReply, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        HttpCompletionOption option,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _http.SendAsync(request, option, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException or IOException)
        {
            throw new AdminException(AdminFailure.NoServer, e.InnerException!.Message, e);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var value = await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false);
        return value ?? throw new AdminException(AdminFailure.Refused, "the server gave an empty answer");
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }
        var failure = response.StatusCode == HttpStatusCode.NotFound ? AdminFailure.NotFound : AdminFailure.Refused;
        var isJson = response.Content.Headers.ContentType?.MediaType is "application/json";
        var reply = isJson ? await ReadAsync(response, ApiJson.Default.ErrorReply, cancellationToken).ConfigureAwait(false) : null;
        throw new AdminException(failure, reply?.Error ?? $"the server answered {(int)response.StatusCode}");
    }
}
