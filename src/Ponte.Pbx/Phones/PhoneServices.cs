using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Ponte.Calls.Routing;
using Ponte.Pbx.Phones.Guard;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>Phones that register here, put together: accounts, registrations, guard. From any thread.</summary>
public sealed class PhoneServices : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly AccessGuard _guard;
    private ITimer? _sweep;
    private PhoneDirectory _directory = PhoneDirectory.Empty;

    /// <summary>Creates them.</summary>
    /// <param name="settings">The limits.</param>
    /// <param name="store">Keeps registrations for the next process.</param>
    /// <param name="isLine">Whether an address is one of a line, which is never limited or banned.</param>
    /// <param name="time">The clock; its instants are those of the loops.</param>
    /// <param name="log">The log.</param>
    public PhoneServices(PhoneSettings settings, IRegistrationStore store, Func<IPAddress, bool> isLine, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _time = time;
        Limits = settings.Limits;
        Log = log;
        Book = new RegistrationBook(Limits, store);
        Metrics = new PhoneMetrics(() => Book.Count);
        _guard = new AccessGuard(settings.Guard, isLine);
        Authenticator = new PhoneAuthenticator(_guard, RandomNumberGenerator.GetBytes(32), Metrics, log);
    }

    /// <summary>Who is registered where.</summary>
    public RegistrationBook Book { get; }

    /// <summary>The accounts in force.</summary>
    public PhoneDirectory Directory => Volatile.Read(ref _directory);

    /// <summary>The present moment.</summary>
    public Moment Moment => Moment.Of(_time);

    internal RegistrarLimits Limits { get; }

    internal PhoneMetrics Metrics { get; }

    internal PhoneAuthenticator Authenticator { get; }

    internal ILogger Log { get; }

    /// <summary>Puts the accounts of a document in force. Who lost his account, or whose password changed, is registered no more.</summary>
    public void Apply(PhoneDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var before = Interlocked.Exchange(ref _directory, directory);
        Book.Remove(name => before.Find(name) is { } account && !account.Equals(directory.Find(name)), Moment);
        foreach (var account in directory.Accounts.Where(a => !a.Equals(before.Find(a.Name))))
        {
            _guard.Forget(account.Name);
        }
    }

    /// <summary>Takes over the registrations of a former process, and begins to take away what is over.</summary>
    /// <param name="found">What was stored, by account.</param>
    public void Start(IEnumerable<(string Account, ImmutableArray<StoredBinding> Bindings)> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var (directory, moment) = (Directory, Moment);
        foreach (var (account, bindings) in found)
        {
            Book.Restore(account, directory.Find(account) is null ? [] : bindings, moment);
        }
        _sweep ??= _time.CreateTimer(_ => Book.Sweep(Moment), null, SweepInterval, SweepInterval);
    }

    /// <summary>The registrar; what it does not answer goes to the next handler.</summary>
    public IOutOfDialogHandler Registrar(IOutOfDialogHandler next) => new PhoneRegistrar(this, Authenticator, next);

    /// <summary>Whether a request from outside any dialog is looked at; asked before any work for it, on the transport's threads.</summary>
    public bool Admit(SipRequest request, SipFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var verdict = _guard.Admit(flow.Remote.Address, Moment.Now);
        if (verdict != GuardVerdict.Admitted)
        {
            Metrics.PassedOver(verdict);
        }
        return verdict == GuardVerdict.Admitted;
    }

    /// <summary>
    /// Whose a request is: without asking where the account has registered over the same connection, else by digest. A datagram's address
    /// proves nothing.
    /// </summary>
    internal PhoneProof Prove(SipRequest request, SipFlow flow, bool asProxy)
    {
        var directory = Directory;
        if (flow.IsInbound && OnFlow(request, flow) is { } account)
        {
            return PhoneProof.Of(account);
        }
        return Authenticator.Check(request, flow, asProxy, directory, Moment.Now);
    }

    /// <summary>
    /// The account that has registered over the flow. Of several (a base with many handsets, a proxy) the one that From names.
    /// </summary>
    internal PhoneAccount? OnFlow(SipRequest request, SipFlow flow)
    {
        var names = Book.On(flow, Moment.Now);
        var from = request.From?.Uri?.UserText ?? "";
        return names.Contains(from, StringComparer.Ordinal) ? Directory.Find(from)
            : names.Length == 1 ? Directory.Find(names[0])
            : null;
    }

    /// <summary>The key by which requests inside a dialog find the registration of the phone that made it; empty where it has none.</summary>
    internal string RegistrationOf(string account, SipFlow flow) =>
        Book.Of(account, Moment.Now).FirstOrDefault(b => RegistrationBook.IsOn(b, flow)) is { } binding
            ? PhoneKey.Of(account, binding)
            : "";

    /// <summary>Where the phone of a dialog is now: its registration, or the only one of its account where it has changed its address.</summary>
    public RegisteredPeer? Find(string key)
    {
        var (account, binding) = PhoneKey.Read(key);
        var bindings = Book.Of(account, Moment.Now);
        var found = bindings.FirstOrDefault(b => b.Key.Equals(binding, StringComparison.Ordinal));
        found ??= bindings.Length == 1 ? bindings[0] : null;
        return found is null
            ? null
            : new RegisteredPeer(found.Flow, new SipTarget(found.Protocol, found.Source, "", SipTarget.DefaultProfile));
    }

    /// <summary>A connection ended.</summary>
    public void FlowClosed(SipFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (flow.IsInbound)
        {
            Book.FlowClosed(flow, Moment);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep?.Dispose();
        Metrics.Dispose();
    }
}
