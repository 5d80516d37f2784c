using System.Globalization;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Phones;

/// <summary>The registration of a phone (RFC 3261 section 10.2), refreshed at half its time. For the loop.</summary>
internal sealed class PhoneRegistration(PhoneOptions options, SipAgent agent, Func<Wire> wire, Func<string> contact)
{
    /// <summary>One challenge, and one more for a nonce that became stale.</summary>
    private const int MaxAttempts = 3;

    private readonly PhoneDigest _digest = new(options.User, options.Password);
    private readonly string _callId = Tokens.CallId();
    private readonly string _tag = Tokens.Tag();
    private uint _sequence;
    private LoopTimer? _refresh;

    /// <summary>The status of the last REGISTER's final answer; 0 before the first, 408 without an answer.</summary>
    public int LastStatus { get; private set; }

    /// <summary>Whether it is registered.</summary>
    public bool IsRegistered { get; private set; }

    /// <summary>Registers, and keeps registered; or ends the registration.</summary>
    /// <param name="seconds">How long; 0 ends it.</param>
    /// <param name="done">Takes the status.</param>
    public void Send(int seconds, Action<int> done) => Send(seconds, 1, done);

    /// <summary>Sends no more.</summary>
    public void Stop() => _refresh?.Cancel();

    private void Send(int seconds, int attempt, Action<int> done)
    {
        _refresh?.Cancel();
        var way = wire();
        var local = way.Local;
        var uri = $"sip:{options.Ponte}";
        var text = new MessageText($"REGISTER {uri} SIP/2.0")
            .Add("Via", ViaHeader.Format("UDP", local.Address.ToString(), local.Port, Tokens.Branch(), rport: true))
            .Add("Max-Forwards", "70")
            .Add("From", $"<sip:{options.User}@{options.Ponte}>;tag={_tag}")
            .Add("To", $"<sip:{options.User}@{options.Ponte}>")
            .Add("Call-ID", _callId)
            .Add("CSeq", $"{(++_sequence).ToString(CultureInfo.InvariantCulture)} REGISTER")
            .Add("Contact", $"<{contact()}>")
            .Add("Expires", seconds.ToString(CultureInfo.InvariantCulture));
        if (_digest.For("REGISTER", uri) is var (name, value))
        {
            text.Add(name, value);
        }
        agent.Send(
            text.Add("User-Agent", PhoneSide.UserAgent).Build<SipRequest>(),
            way,
            (_, response, _) => OnResponse(response, seconds, attempt, done),
            (_, _) => Finish(408, seconds, done)
        );
    }

    private void OnResponse(SipResponse response, int seconds, int attempt, Action<int> done)
    {
        if (response.StatusCode < 200)
        {
            return;
        }
        if (response.StatusCode is 401 or 407 && attempt < MaxAttempts && _digest.Learn(response))
        {
            Send(seconds, attempt + 1, done);
            return;
        }
        var granted =
            response.Headers.Addresses(HeaderName.Contact).FirstOrDefault(c => c.UriText.Equals(contact(), StringComparison.Ordinal))
                is { } own
            && int.TryParse(own.Parameter("expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                ? time
                : seconds;
        Finish(response.StatusCode, granted, done);
    }

    private void Finish(int status, int seconds, Action<int> done)
    {
        LastStatus = status;
        IsRegistered = status == 200 && seconds > 0;
        if (IsRegistered)
        {
            _refresh = agent.Loop.Schedule(TimeSpan.FromSeconds(seconds / 2.0), () => Send(seconds, static _ => { }));
        }
        done(status);
    }
}
