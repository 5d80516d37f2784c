using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Calls;

/// <summary>
/// One call between Ponte and a simulated peer, played by the peer. Public members are for any thread; what they begin happens on the
/// simulator's loop, in the order of the calls.
/// </summary>
public sealed partial class SimulatedCall
{
    private readonly ICallSide _side;
    private readonly Lock _lock = new();
    private readonly List<EarlyAnswer> _earlyAnswers = [];
    private readonly TaskCompletionSource<CallEnding> _ended = New<CallEnding>();
    private readonly TaskCompletionSource<EarlyAnswer> _rings = New<EarlyAnswer>();
    private readonly TaskCompletionSource<EarlyAnswer> _earlyMedia = New<EarlyAnswer>();
    private readonly TaskCompletionSource<SipResponse?> _answered = New<SipResponse?>();
    private Dialog _dialog = new()
    {
        CallId = "",
        LocalTag = "",
        LocalAddress = "",
        RemoteAddress = "",
    };

    internal SimulatedCall(ICallSide side, CallDirection direction, string caller, string called)
    {
        _side = side;
        Direction = direction;
        Caller = caller;
        Called = called;
        Media = side.OpenMedia();
        _local = LocalOf(Media);
    }

    /// <summary>Its number among the calls of its side, from 1; 0 before the side has taken it.</summary>
    public int Number { get; internal set; }

    /// <summary>Who called.</summary>
    public CallDirection Direction { get; }

    /// <summary>The caller's number as it stands in From.</summary>
    public string Caller { get; }

    /// <summary>The caller's name as it stands in From.</summary>
    public string CallerName { get; internal init; } = "";

    /// <summary>The number called, as it stands in the Request-URI.</summary>
    public string Called { get; }

    /// <summary>The Call-ID.</summary>
    public string CallId => _dialog.CallId;

    /// <summary>How far it has come.</summary>
    public CallPhase Phase { get; private set; }

    /// <summary>The INVITE that began it.</summary>
    public SipRequest? Invite { get; private set; }

    /// <summary>Our end of the audio.</summary>
    public MediaEndpoint Media { get; }

    /// <summary>Whether Ponte's Allow in this call lists REFER.</summary>
    public bool PonteTakesRefer { get; private set; }

    /// <summary>Whether Ponte's Supported in this call lists replaces.</summary>
    public bool PonteTakesReplaces { get; private set; }

    /// <summary>Whether Ponte holds the call: it takes no audio from us.</summary>
    public bool IsHeldByPonte => _agreed?.IsHeldByPeer == true;

    /// <summary>How often Ponte changed or refreshed the session.</summary>
    public int OffersFromPonte { get; private set; }

    /// <summary>Ponte's provisional responses so far.</summary>
    public IReadOnlyList<EarlyAnswer> EarlyAnswers
    {
        get
        {
            lock (_lock)
            {
                return [.. _earlyAnswers];
            }
        }
    }

    /// <summary>Waits for Ponte's first 180.</summary>
    public Task<EarlyAnswer> RingsAsync(CancellationToken cancellationToken = default) => _rings.Task.WaitAsync(cancellationToken);

    /// <summary>Waits for Ponte's first provisional response with a description.</summary>
    public Task<EarlyAnswer> EarlyMediaAsync(CancellationToken cancellationToken = default) =>
        _earlyMedia.Task.WaitAsync(cancellationToken);

    /// <summary>Waits for the answer; the result is Ponte's 200, or null where we answered. Fails if the call ends before.</summary>
    public Task<SipResponse?> AnsweredAsync(CancellationToken cancellationToken = default) => _answered.Task.WaitAsync(cancellationToken);

    /// <summary>Waits for the end.</summary>
    public Task<CallEnding> EndedAsync(CancellationToken cancellationToken = default) => _ended.Task.WaitAsync(cancellationToken);

    /// <summary>Sends a 180. Each device has a To tag of its own, as Microsoft's forked calls have.</summary>
    public void Ring(int device = 1) => Post(() => SendProvisional(180, "Ringing", device, withMedia: false));

    /// <summary>Sends a 183 with a description.</summary>
    /// <param name="device">Whose To tag it carries.</param>
    /// <param name="frequency">The tone of the early media; 0 silence; null sends nothing at all.</param>
    public void Progress(int device = 1, int? frequency = null) =>
        Post(() =>
        {
            if (frequency is { } tone)
            {
                Media.Play(tone);
            }
            else
            {
                Media.Stop();
            }
            SendProvisional(183, "Session Progress", device, withMedia: true);
        });

    /// <summary>Answers, and plays a tone.</summary>
    /// <param name="frequency">In Hz; 0 for silence.</param>
    /// <param name="device">Whose To tag the answer carries; null that of <see cref="AnswerDevice"/>.</param>
    public void Answer(int frequency = 0, int? device = null) => Post(() => SendAnswer(frequency, device ?? AnswerDevice));

    /// <summary>Refuses.</summary>
    public void Reject(int status, string phrase, string? reason = null) => Post(() => Refuse(new CallRefusal(status, phrase, reason)));

    /// <summary>Hangs up, in whatever phase the call is.</summary>
    /// <param name="reason">The value of a Reason header.</param>
    public void HangUp(string? reason = null) => Post(() => End(reason));

    /// <summary>Puts Ponte on hold, by this side's way of doing it.</summary>
    public Task<RequestOutcome> HoldAsync(HoldKind kind = HoldKind.Inactive) => OnLoopAsync(() => HoldOnLoopAsync(kind));

    /// <summary>Goes on talking.</summary>
    public Task<RequestOutcome> RetrieveAsync() => OnLoopAsync(RetrieveOnLoopAsync);

    /// <summary>Sends a re-INVITE with the description unchanged.</summary>
    public Task<RequestOutcome> RefreshAsync() => OnLoopAsync(RefreshOnLoopAsync);

    /// <summary>Sends a re-INVITE with a new key; its rollover counter begins at 0.</summary>
    public Task<RequestOutcome> RekeyAsync() => OnLoopAsync(() => MoveOnLoopAsync(toNewPorts: false));

    /// <summary>Sends a re-INVITE with a new key and new media ports, as when Microsoft moves a call to another media processor.</summary>
    public Task<RequestOutcome> MoveAsync() => OnLoopAsync(() => MoveOnLoopAsync(toNewPorts: true));

    /// <summary>Sends a re-INVITE without a description.</summary>
    public Task<RequestOutcome> AskForOfferAsync() => OnLoopAsync(AskForOfferOnLoopAsync);

    /// <summary>From and to, and how far it has come.</summary>
    public override string ToString() => $"{Caller} -> {Called} ({Phase})";

    internal Dialog Dialog => _dialog;

    /// <summary>Takes what Ponte says of itself in the message that makes the dialog.</summary>
    private void LearnAbilities(SipMessage message)
    {
        PonteTakesRefer = message.Headers.HasToken(HeaderName.Allow, "REFER");
        PonteTakesReplaces = message.Headers.HasToken(HeaderName.Supported, "replaces");
    }

    internal bool IsAnswered { get; private set; }

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Post(Action action) => _side.Loop.Post(action);

    private Task<RequestOutcome> OnLoopAsync(Func<Task<RequestOutcome>> begin)
    {
        var result = New<RequestOutcome>();
        _side.Loop.Post(() => _ = RunAsync(begin, result));
        return result.Task;
    }

    /// <summary>A defect of the simulator reaches whoever waits, instead of leaving him waiting.</summary>
    private static async Task RunAsync(Func<Task<RequestOutcome>> begin, TaskCompletionSource<RequestOutcome> result)
    {
#pragma warning disable CA1031 // Passed on, not swallowed.
        try
        {
            result.SetResult(await begin());
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
#pragma warning restore CA1031
    }

    private void Enter(CallPhase phase)
    {
        if (phase > Phase)
        {
            Phase = phase;
            _side.OnPhase(this);
        }
    }

    /// <summary>
    /// The only way to the end: media closed, timers stopped, waiters told. Before Ponte is told: whoever sees the end there finds it in the
    /// call list here.
    /// </summary>
    private void Finish(CallEnding ending)
    {
        if (Phase == CallPhase.Ended)
        {
            return;
        }
        StopTimers();
        Ending = ending;
        Enter(CallPhase.Ended);
        Media.Dispose();
        var early = new InvalidOperationException($"The call ended: {ending.Detail}");
        _answered.TrySetException(early);
        _rings.TrySetException(early);
        _earlyMedia.TrySetException(early);
        EndBypass(early);
        _ended.TrySetResult(ending);
    }

    /// <summary>How it ended; null before.</summary>
    public CallEnding? Ending { get; private set; }
}
