using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Subscriptions;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>The SIP user agent of one loop: its transactions, dialogs and sessions. Made by <see cref="SipNode"/>.</summary>
/// <remarks>Members may be called only on the loop, except where said.</remarks>
public sealed partial class SipEndpoint
{
    /// <summary>A server that asks for more rest than this is asked again all the same.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private readonly Dictionary<ulong, InviteSession> _sessions = [];
    private readonly Dictionary<ulong, Subscription> _subscriptions = [];

    internal SipEndpoint(
        EventLoop loop,
        ISipTransport transport,
        SipResolver resolver,
        SipEndpointOptions options,
        AvoidedTargets avoided,
        SessionPlaces places
    )
    {
        Loop = loop;
        Transport = transport;
        Resolver = resolver;
        Options = options;
        Avoided = avoided;
        Places = places;
        Tokens = new LoopTokens(loop.Number, options.Random);
        Transactions = new TransactionLayer(loop, transport, options.Timers);
    }

    /// <summary>The loop it lives on.</summary>
    public EventLoop Loop { get; }

    /// <summary>Told of INVITEs and requests from outside any dialog; without one they get 480.</summary>
    public ISipUser? User { get; set; }

    /// <summary>Settings.</summary>
    public SipEndpointOptions Options { get; }

    /// <summary>Counters.</summary>
    public SipEndpointCounters Counters { get; } = new();

    /// <summary>Sessions that exist, those included that are just ending.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>Subscriptions of peers that exist.</summary>
    public int SubscriptionCount => _subscriptions.Count;

    /// <summary>Transactions that exist.</summary>
    public int TransactionCount => Transactions.ClientCount + Transactions.ServerCount;

    /// <summary>See <see cref="SipNode.Registered"/>.</summary>
    internal Func<string, RegisteredPeer?>? Registered { get; set; }

    internal ISipTransport Transport { get; }

    internal SipResolver Resolver { get; }

    internal AvoidedTargets Avoided { get; }

    internal SessionPlaces Places { get; }

    internal LoopTokens Tokens { get; }

    internal TransactionLayer Transactions { get; }

    /// <summary>Sends a request outside any dialog and gives its final response, after failover and challenges. From any thread.</summary>
    public Task<RequestResult> SendRequestAsync(OutgoingRequest request, CancellationToken cancellationToken)
    {
        var digest = request.Credentials is { } credentials ? new DigestClient(credentials) : null;
        return SendRequestAsync(request, digest, cancellationToken);
    }

    /// <summary>Starts a call. The handler is told nothing before this returns.</summary>
    public InviteSession Invite(OutgoingInvite invite, IInviteHandler handler)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(handler);
        var session = InviteSession.Outgoing(this, invite, handler);
        _sessions.Add(session.Token, session);
        return session;
    }

    /// <summary>Takes an answered call of a former process over. Null: the tag is not of our making, or its session is here already.</summary>
    /// <param name="state">What <see cref="InviteSession.Snapshot"/> gave.</param>
    /// <param name="handler">Told from now on.</param>
    /// <param name="credentials">Answers challenges inside the dialog; they are not part of the state.</param>
    public InviteSession? Restore(DialogState state, IInviteHandler handler, Credentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!LoopTokens.TryReadTag(state.LocalTag, out var token) || _sessions.ContainsKey(token))
        {
            return null;
        }
        var session = InviteSession.Restored(this, token, state, handler, credentials);
        _sessions.Add(token, session);
        Places.Enter(session, this);
        return session;
    }

    internal Task<RequestResult> SendRequestAsync(OutgoingRequest request, DigestClient? digest, CancellationToken cancellationToken)
    {
        var exchange = new RequestExchange(this, request, digest, cancellationToken);
        if (ReferenceEquals(SynchronizationContext.Current, Loop))
        {
            return exchange.RunAsync();
        }
        var result = new TaskCompletionSource<RequestResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Loop.Post(() => Loop.Watch(RelayAsync(exchange, result)));
        return result.Task;
    }

    internal void Remove(InviteSession session)
    {
        if (_sessions.Remove(session.Token))
        {
            Places.Leave(session);
        }
    }

    /// <summary>Takes a session that comes from another loop.</summary>
    internal InviteSession Arrive(InviteSession.Departure left)
    {
        var session = InviteSession.Arriving(this, left);
        _sessions.Add(session.Token, session);
        return session;
    }

    internal void Add(Subscription subscription) => _subscriptions.Add(subscription.Token, subscription);

    internal bool Has(Subscription subscription) => _subscriptions.ContainsKey(subscription.Token);

    internal void Remove(Subscription subscription) => _subscriptions.Remove(subscription.Token);

    /// <summary>A connection closed. On the loop.</summary>
    internal void FlowClosed(SipFlow flow, string reason) => Transactions.FlowClosed(flow, reason);

    /// <summary>Begins the response of a transaction.</summary>
    internal SipResponseBuilder Response(ServerTransaction transaction, int status, string? reason)
    {
        var tag = status > 100 ? TagOf(transaction) : transaction.LocalTag;
        return SipResponseBuilder
            .For(transaction.Request, status, reason, tag.Length == 0 ? null : tag, transaction.Reply.Source)
            .AddServer(Options);
    }

    /// <summary>Our tag in the responses of a transaction: made where the request has none of ours yet.</summary>
    internal string TagOf(ServerTransaction transaction)
    {
        if (transaction.LocalTag.Length == 0 && transaction.Request.ToTag.Length == 0)
        {
            transaction.LocalTag = LoopTokens.Tag(Tokens.Next());
        }
        return transaction.LocalTag;
    }

    /// <summary>Whether a 401 or 407 can be answered: its challenge is learnt then.</summary>
    internal static bool AnswerChallenge(DigestExchange? digest, SipResponse response)
    {
        var proxy = response.StatusCode == 407;
        var name = proxy ? HeaderName.ProxyAuthenticate : HeaderName.WwwAuthenticate;
        return digest?.Answer(response.Headers.All(name), proxy) == true;
    }

    /// <summary>A server refused. With 503 and Retry-After it is left alone for that long, and its connection is renewed.</summary>
    internal void NoteBusy(SipTarget target, SipResponse response)
    {
        if (response.StatusCode == 503 && response.Headers.Number(HeaderName.RetryAfter) is { } seconds and > 0)
        {
            var rest = TimeSpan.FromSeconds(seconds);
            Avoided.Avoid(target, Loop.Now + (rest < LongestRetryAfter ? rest : LongestRetryAfter));
            Transport.Retire(target, "503 with Retry-After");
        }
    }

    private static async Task RelayAsync(RequestExchange exchange, TaskCompletionSource<RequestResult> result) =>
        result.SetResult(await exchange.RunAsync());
}
