using System.Globalization;
using Ponte.Sip.Authentication;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>Keeps one account registered: refreshes in time, backs off after failures, and takes the binding away at the end (RFC 3261 10.2).</summary>
public sealed class RegistrationClient : IDisposable
{
    /// <summary>A registrar that is still not content after so many longer intervals is broken, and gets the waits of other failures.</summary>
    private const int MaximumRaises = 3;

    private readonly SipEndpoint _endpoint;
    private readonly RegistrationSettings _settings;
    private readonly Func<double> _jitter;
    private readonly DigestClient? _digest;
    private readonly string _callId;
    private readonly string _fromTag;
    private readonly CancellationTokenSource _stop = new();
    private LoopTimer? _timer;
    private TimeSpan _asked;
    private Instant _expiresAt = new(long.MinValue);
    private uint _cseq = 1;
    private int _failures;
    private int _raises;
    private bool _started;

    /// <summary>Creates it; <see cref="Start"/> sends the first REGISTER.</summary>
    /// <param name="endpoint">The endpoint it lives on; members may be called only on its loop.</param>
    /// <param name="settings">The account.</param>
    /// <param name="jitter">Gives numbers from 0 to below 1; spreads retries so that a restarted registrar is not met by all at once.</param>
    public RegistrationClient(SipEndpoint endpoint, RegistrationSettings settings, Func<double> jitter)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(jitter);
        _endpoint = endpoint;
        _settings = settings;
        _jitter = jitter;
        _digest = settings.Credentials is { } credentials ? new DigestClient(credentials) : null;
        _asked = settings.Expires;
        // "All registrations from a UAC SHOULD use the same Call-ID", with rising CSeq.
        _callId = endpoint.Tokens.CallId();
        _fromTag = LoopTokens.Tag(endpoint.Tokens.Next());
    }

    /// <summary>Raised on the loop after each answer or failure.</summary>
    public event Action<RegistrationState>? Changed;

    /// <summary>Where it stands.</summary>
    public RegistrationState State { get; private set; } = new(false, "", null);

    /// <summary>Registers and keeps registered.</summary>
    public void Start()
    {
        if (!_started && !_stop.IsCancellationRequested)
        {
            _started = true;
            Refresh();
        }
    }

    /// <summary>Stops, and takes the binding away if there is one.</summary>
    public async Task StopAsync()
    {
        _timer?.Cancel();
        Cancel();
        if (_endpoint.Loop.Now < _expiresAt)
        {
            _expiresAt = new Instant(long.MinValue);
            var result = await SendAsync(TimeSpan.Zero, CancellationToken.None);
            Set(false, result);
        }
    }

    /// <summary>Stops without taking the binding away.</summary>
    public void Dispose()
    {
        _timer?.Cancel();
        Cancel();
        _stop.Dispose();
    }

    /// <summary>At once and here: what listens only posts to the loop.</summary>
    private void Cancel() => _stop.Cancel();

    private void Refresh() => _endpoint.Loop.Watch(RegisterAsync());

    private async Task RegisterAsync()
    {
        var result = await SendAsync(_asked, _stop.Token);
        if (_stop.IsCancellationRequested)
        {
            return;
        }
        if (result.IsSuccess)
        {
            _failures = _raises = 0;
            var life = RegistrationTimes.Life(result.Response, _settings.ContactUri, _asked);
            _expiresAt = _endpoint.Loop.Now + life;
            Schedule(RegistrationTimes.RefreshAfter(life));
        }
        else if (TooBrief(result) is { } minimum)
        {
            _asked = minimum;
            _raises++;
            Refresh();
            return;
        }
        else
        {
            Schedule(Wait(result));
        }
        Set(_endpoint.Loop.Now < _expiresAt, result);
    }

    /// <summary>The interval of a 423, if it is a reason to ask again (RFC 3261 10.2.8).</summary>
    private TimeSpan? TooBrief(RequestResult result) =>
        _raises < MaximumRaises
        && result.Response is { StatusCode: 423 } response
        && response.Headers.Number(HeaderName.MinExpires) is { } seconds
        && seconds > _asked.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private TimeSpan Wait(RequestResult result)
    {
        var wait = RegistrationTimes.RetryAfter(_settings, ++_failures, _jitter());
        var wish = TimeSpan.FromSeconds(result.Response?.Headers.Number(HeaderName.RetryAfter) ?? 0);
        wish = wish < _settings.LongestRetry ? wish : _settings.LongestRetry;
        return wish > wait ? wish : wait;
    }

    private void Schedule(TimeSpan wait) => _timer = _endpoint.Loop.Schedule(wait, Refresh);

    private async Task<RequestResult> SendAsync(TimeSpan expires, CancellationToken cancellationToken)
    {
        var seconds = ((long)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var request = new OutgoingRequest
        {
            Method = SipMethod.Register,
            Destination = _settings.Registrar,
            RequestUri = _ => _settings.RequestUri,
            From = _settings.AddressOfRecord,
            To = _settings.AddressOfRecord,
            Contact = $"<{_settings.ContactUri}>;expires={seconds}",
            CallId = _callId,
            FromTag = _fromTag,
            CSeq = _cseq,
            Headers = [new ExtraHeader("Expires", seconds), .. _settings.Headers],
        };
        var exchange = new RequestExchange(_endpoint, request, _digest, cancellationToken);
        var result = await exchange.RunAsync();
        _cseq = exchange.NextCSeq;
        return result;
    }

    private void Set(bool isRegistered, RequestResult result)
    {
        var detail = result.Response is { } response ? $"{response.StatusCode} {response.ReasonPhrase}" : result.Failure?.Detail ?? "";
        State = new RegistrationState(isRegistered, detail, result);
        Changed?.Invoke(State);
    }
}
