using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Ponte.Pbx.Phones.Guard;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>Finds out by digest which account a request comes from. From any thread.</summary>
/// <remarks>
/// A user that does not exist gets the same answers as one that does, in the same time: 401 or 407 without credentials, 403 with wrong ones.
/// </remarks>
internal sealed class PhoneAuthenticator(AccessGuard guard, ReadOnlyMemory<byte> nonceKey, PhoneMetrics metrics, ILogger log)
{
    private const int Remembered = 20_000;

    private readonly OldPhones _old = new(Remembered);
    private readonly Lock _lock = new();

    /// <summary>Not thread-safe, so that no count of a nonce is good twice on two loops. Guarded by <see cref="_lock"/>, as is its realm.</summary>
    private DigestServer? _digest;

    private string _realm = "";

    /// <summary>Checks the credentials of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="flow">Where it came from.</param>
    /// <param name="asProxy">Whether to ask by 407 instead of 401. Credentials for either are taken.</param>
    /// <param name="directory">The accounts.</param>
    /// <param name="now">The current instant.</param>
    public PhoneProof Check(SipRequest request, SipFlow flow, bool asProxy, PhoneDirectory directory, Instant now)
    {
        var address = flow.Remote.Address;
        var values = request.Headers.All(HeaderName.Authorization).Concat(request.Headers.All(HeaderName.ProxyAuthorization));
        var isServed = true;
        // What is banned is not looked up, and gets what anybody gets whose password is wrong.
        var verdict = Verify(
            request,
            values,
            name => (isServed = guard.IsServed(address, name, now)) ? directory.Find(name)?.Password : null,
            directory.Realm,
            address.ToString(),
            now
        );
        switch (verdict.Result)
        {
            case DigestResult.Accepted:
                guard.Succeeded(address, verdict.User, now);
                if (values.Any(v => v.Contains("SHA-256", StringComparison.OrdinalIgnoreCase)))
                {
                    _old.Answered(address, FromOf(request));
                }
                return PhoneProof.Of(directory.Find(verdict.User)!);
            case DigestResult.Missing:
                Report(guard.Asked(address, FromOf(request), now));
                return Challenge(request, address, asProxy, isStale: false, directory.Realm, now);
            case DigestResult.Stale:
                return Challenge(request, address, asProxy, isStale: true, directory.Realm, now);
            case DigestResult.Wrong:
                // A phone that is banned and goes on trying must not get its whole office banned.
                foreach (var ban in isServed ? guard.Failed(address, verdict.User, now) : [])
                {
                    Report(ban);
                }
                return PhoneProof.Refused(403);
            default:
                return PhoneProof.Refused(400);
        }
    }

    private DigestVerdict Verify(
        SipRequest request,
        IEnumerable<string> values,
        Func<string, string?> password,
        string realm,
        string sender,
        Instant now
    )
    {
        lock (_lock)
        {
            return Digest(realm).Check(request.MethodName, request.RequestUriText, values, password, now, sender);
        }
    }

    private PhoneProof Challenge(SipRequest request, IPAddress address, bool asProxy, bool isStale, string realm, Instant now)
    {
        IReadOnlyList<string> challenges;
        var isOld = _old.IsOne(address, FromOf(request), request.Headers.First(HeaderName.UserAgent) ?? "");
        lock (_lock)
        {
            challenges = Digest(realm).Challenge(now, isStale, address.ToString(), isOld);
        }
        var name = asProxy ? "Proxy-Authenticate" : "WWW-Authenticate";
        ImmutableArray<ExtraHeader> headers = [.. challenges.Select(c => new ExtraHeader(name, c))];
        return PhoneProof.Refused(asProxy ? 407 : 401, headers);
    }

    private static string FromOf(SipRequest request) => request.From?.Uri?.UserText ?? "";

    private DigestServer Digest(string realm)
    {
        if (_digest is null || !string.Equals(_realm, realm, StringComparison.Ordinal))
        {
            _digest = new DigestServer(realm, nonceKey, new DigestServerOptions());
            _realm = realm;
        }
        return _digest;
    }

    private void Report(GuardBan? ban)
    {
        if (ban is not null)
        {
            metrics.Banned(ban.Kind);
            PhoneLog.Banned(log, ban.Kind.ToString().ToLowerInvariant(), ban.Address, (int)ban.Lasts.TotalSeconds);
        }
    }
}
