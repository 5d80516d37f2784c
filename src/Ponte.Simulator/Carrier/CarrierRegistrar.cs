using System.Globalization;
using System.Security.Cryptography;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Authentication;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Carrier;

/// <summary>The registrar of a simulated carrier (RFC 3261 section 10.3), with digest. For the loop.</summary>
internal sealed class CarrierRegistrar(CarrierOptions options, string realm, EventLoop loop)
{
    private const int DefaultExpires = 3600;

    private readonly DigestServer _digest = new(realm, RandomNumberGenerator.GetBytes(32), new DigestServerOptions());
    private readonly Dictionary<string, CarrierBinding> _bindings = new(StringComparer.Ordinal);

    /// <summary>REGISTERs that were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>The binding of the account that a number belongs to; null without one in force.</summary>
    public CarrierBinding? Find(string number)
    {
        var account = options.Accounts.FirstOrDefault(a => a.Numbers.Contains(number, StringComparer.Ordinal));
        return account is not null && _bindings.TryGetValue(account.User, out var binding) && binding.Expires > loop.Now ? binding : null;
    }

    public bool IsRegistered(string user) => _bindings.TryGetValue(user, out var binding) && binding.Expires > loop.Now;

    /// <summary>Forgets a binding, as a registrar does that was restarted.</summary>
    public void Forget(string user) => _bindings.Remove(user);

    /// <summary>Whether a request shows who it is from; else <paramref name="challenge"/> adds the challenge to a response.</summary>
    public bool IsProven(SipRequest request, HeaderName credentials, out Func<MessageText, MessageText> challenge)
    {
        var verdict = _digest.Check(
            request.MethodName,
            request.RequestUriText,
            request.Headers.All(credentials),
            user => options.Accounts.FirstOrDefault(a => string.Equals(a.User, user, StringComparison.Ordinal))?.Password,
            loop.Now
        );
        var values = _digest.Challenge(loop.Now, verdict.Result == DigestResult.Stale);
        var name = credentials == HeaderName.Authorization ? "WWW-Authenticate" : "Proxy-Authenticate";
        challenge = text => values.Aggregate(text, (t, v) => t.Add(name, v));
        return verdict.Result == DigestResult.Accepted;
    }

    public void OnRegister(ServerExchange exchange, Func<int, string, MessageText> respond)
    {
        var request = exchange.Request;
        if (!IsProven(request, HeaderName.Authorization, out var challenge))
        {
            exchange.Respond(challenge(respond(401, "Unauthorized")));
            return;
        }
        var user = request.To?.Uri?.UserText ?? "";
        var contact = request.Headers.Addresses(HeaderName.Contact) is [var first, ..] ? first : null;
        var seconds = SecondsOf(request, contact);
        if (contact is null || seconds == 0)
        {
            _bindings.Remove(user);
        }
        else
        {
            _bindings[user] = new CarrierBinding(contact.UriText, exchange.Wire.Remote, loop.Now + TimeSpan.FromSeconds(seconds));
        }
        Accepted++;
        var answer = respond(200, "OK");
        exchange.Respond(
            _bindings.TryGetValue(user, out var binding)
                ? answer.Add("Contact", $"<{binding.Contact}>;expires={seconds.ToString(CultureInfo.InvariantCulture)}")
                : answer
        );
    }

    private static int SecondsOf(SipRequest request, NameAddress? contact)
    {
        if (int.TryParse(contact?.Parameter("expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds;
        }
        return request.Headers.Number(HeaderName.Expires) is { } header ? (int)Math.Min(header, int.MaxValue) : DefaultExpires;
    }
}
