using System.Collections.Immutable;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Subscriptions;

namespace Ponte.Pbx.Lamps;

/// <summary>
/// The lamps of phones: subscriptions to who is in a call (dialog, RFC 4235) and to one's own messages (message-summary, RFC 3842). Other
/// requests go on to the next handler. Called on any loop.
/// </summary>
public sealed class LampSubscriptions : IOutOfDialogHandler
{
    private readonly CompanyInForce _company;
    private readonly PhoneServices _phones;
    private readonly LampBoard _lamps;
    private readonly MessageBoard _messages;
    private readonly IOutOfDialogHandler _next;
    private readonly Lock _lock = new();

    /// <summary>The watchers of each user. Guarded by <see cref="_lock"/>; the arrays are immutable.</summary>
    private readonly Dictionary<string, ImmutableArray<LampWatcher>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Creates the handler, which listens to both boards from now on.</summary>
    public LampSubscriptions(CompanyInForce company, PhoneServices phones, LampBoard lamps, MessageBoard messages, IOutOfDialogHandler next)
    {
        ArgumentNullException.ThrowIfNull(lamps);
        ArgumentNullException.ThrowIfNull(messages);
        _company = company;
        _phones = phones;
        _lamps = lamps;
        _messages = messages;
        _next = next;
        lamps.Changed += user => Tell(user, DialogInfo.Package);
        messages.Changed += user => Tell(user, MessageSummary.Package);
    }

    /// <inheritdoc/>
    public void OnRequest(IncomingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Request.Method != SipMethod.Subscribe || _company.Snapshot is not { } company)
        {
            _next.OnRequest(request);
            return;
        }
        var proof = _phones.Prove(request.Request, request.Flow, asProxy: false);
        if (proof.Account is not { User: { } own } account)
        {
            request.Respond(proof.Account is null ? proof.Status : 403, headers: proof.Headers);
        }
        else if (Refusal(request.Request, company, own) is var (status, headers))
        {
            request.Respond(status, headers: headers);
        }
        else
        {
            Accept(request, account, Watched(request.Request, company)!);
        }
    }

    /// <summary>Why a phone's subscription is not served; null where it is.</summary>
    private (int Status, ImmutableArray<ExtraHeader> Headers)? Refusal(SipRequest request, CompanySnapshot company, string own)
    {
        var type = EventPackage.Of(request)?.Name switch
        {
            DialogInfo.Package => DialogInfo.ContentType,
            MessageSummary.Package => MessageSummary.ContentType,
            _ => null,
        };
        if (type is null)
        {
            return (489, [new ExtraHeader("Allow-Events", $"{DialogInfo.Package}, {MessageSummary.Package}")]);
        }
        if (!Reads(request, type))
        {
            return (406, []);
        }
        if (Watched(request, company) is not { } user)
        {
            return (404, []);
        }
        // Messages are private; who is in a call everybody in the company may see.
        return type.Equals(MessageSummary.ContentType, StringComparison.Ordinal) && !user.Id.Equals(own, StringComparison.Ordinal)
            ? (403, [])
            : null;
    }

    /// <summary>Whether the phone takes documents of a type; without Accept it does (RFC 4235 section 3.5, RFC 3842 section 3.4).</summary>
    private static bool Reads(SipRequest request, string type) =>
        !request.Headers.Contains(HeaderName.Accept)
        || new[] { type, "application/*", "*/*" }.Any(t => request.Headers.HasToken(HeaderName.Accept, t));

    private UserSettings? Watched(SipRequest request, CompanySnapshot company)
    {
        var name = request.RequestUri?.User ?? "";
        return company.UserOf(name)
            ?? (
                _phones.Directory.Find(name) is { User: { } id }
                    ? company.Document.Users.FirstOrDefault(u => u.Id.Equals(id, StringComparison.Ordinal))
                    : null
            );
    }

    private void Accept(IncomingRequest request, PhoneAccount account, UserSettings user)
    {
        var uri = request.Request.RequestUri!;
        var name = user.Extension.Length > 0 ? user.Extension : uri.User;
        var entity = new SipUriBuilder { User = name, Host = uri.Host }.ToString();
        var watcher = new LampWatcher(this, user.Id, entity, uri.Host);
        var settings = new SubscriptionSettings
        {
            Session = new SessionSettings
            {
                Contact = Contacts.OnFlow(request.Flow, uri.User),
                Registration = _phones.RegistrationOf(account.Name, request.Flow),
                SessionTimer = null,
            },
        };
        // Entered first, so that no change is missed between the first NOTIFY and the next.
        lock (_lock)
        {
            _watchers[user.Id] = _watchers.GetValueOrDefault(user.Id, []).Add(watcher);
        }
        var subscription = Subscription.Accept(request, EventPackage.Of(request.Request)!, settings, watcher);
        if (subscription is null)
        {
            Remove(watcher);
        }
        else if (watcher.Begin(subscription))
        {
            subscription.Notify();
        }
    }

    private NotifyBody BodyFor(LampWatcher watcher, Subscription subscription) =>
        subscription.Package.Name.Equals(DialogInfo.Package, StringComparison.Ordinal)
            ? new NotifyBody(
                DialogInfo.ContentType,
                DialogInfo.Write(watcher.Entity, watcher.Host, watcher.NextVersion(), _lamps.Of(watcher.User))
            )
            : new NotifyBody(MessageSummary.ContentType, MessageSummary.Write(watcher.Entity, _messages.Of(watcher.User)));

    private void Remove(LampWatcher watcher)
    {
        lock (_lock)
        {
            var left = _watchers.GetValueOrDefault(watcher.User, []).Remove(watcher);
            if (left.IsEmpty)
            {
                _watchers.Remove(watcher.User);
            }
            else
            {
                _watchers[watcher.User] = left;
            }
        }
    }

    private void Tell(string user, string package)
    {
        ImmutableArray<LampWatcher> watchers;
        lock (_lock)
        {
            watchers = _watchers.GetValueOrDefault(user, []);
        }
        foreach (var watcher in watchers)
        {
            watcher.Tell(package);
        }
    }

    /// <summary>One phone that watches one user. Lives on the loop of its subscription.</summary>
    private sealed class LampWatcher(LampSubscriptions owner, string user, string entity, string host) : ISubscriptionHandler
    {
        private readonly Lock _gate = new();
        private Subscription? _subscription;
        private bool _isLate;
        private uint _version;

        public string User => user;

        public string Entity => entity;

        public string Host => host;

        /// <summary>Notes the subscription.</summary>
        /// <returns>Whether something changed before it was there.</returns>
        public bool Begin(Subscription made)
        {
            lock (_gate)
            {
                _subscription = made;
                return _isLate;
            }
        }

        /// <summary>Something changed. From any thread.</summary>
        public void Tell(string package)
        {
            Subscription? subscription;
            lock (_gate)
            {
                subscription = _subscription;
                _isLate = subscription is null;
            }
            if (subscription is not null && subscription.Package.Name.Equals(package, StringComparison.Ordinal))
            {
                subscription.Endpoint.Loop.Post(subscription.Notify);
            }
        }

        public uint NextVersion() => _version++;

        public NotifyBody State(Subscription subscription) => owner.BodyFor(this, subscription);

        public void OnEnded(Subscription subscription) => owner.Remove(this);
    }
}
