using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Ponte.Calls.Routing;
using Ponte.Pbx.Phones.Guard;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>Phones that register here, put together: accounts, registrations, guard. From any thread.</summary>
public sealed class PhoneServices : IDisposable
{
    private readonly TimeProvider _time;
    private readonly AccessGuard _guard;
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
    public void Dispose() => Metrics.Dispose();
}
