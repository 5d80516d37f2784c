using System.Collections.Immutable;
using System.Globalization;
using Ponte.Calls.Routing;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Phones;

/// <summary>
/// The registrar (RFC 3261 section 10.3): who asks, whether he may, what is asked for, and the answer. Other requests go on to the next
/// handler, and so does everything while nobody may register. Called on any loop.
/// </summary>
internal sealed class PhoneRegistrar(PhoneServices services, PhoneAuthenticator authenticator, IOutOfDialogHandler next)
    : IOutOfDialogHandler
{
    /// <inheritdoc/>
    public void OnRequest(IncomingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var directory = services.Directory;
        if (request.Request.Method != SipMethod.Register || directory.Accounts.Count == 0)
        {
            next.OnRequest(request);
            return;
        }
        var moment = services.Moment;
        var (status, reason, headers) = Answer(request, directory, moment);
        services.Metrics.Register(status);
        request.Respond(status, reason, headers);
    }

    private (int Status, string? Reason, ImmutableArray<ExtraHeader> Headers) Answer(
        IncomingRequest incoming,
        PhoneDirectory directory,
        Moment moment
    )
    {
        var message = incoming.Request;
        var proof = authenticator.Check(message, incoming.Flow, asProxy: false, directory, moment.Now);
        if (proof.Account is not { } account)
        {
            return (proof.Status, null, proof.Headers);
        }
        if (!account.Name.Equals(message.To?.Uri?.UserText, StringComparison.Ordinal))
        {
            return (403, "Not The Address Of This User", []);
        }
        var (request, refusal) = RegisterRequest.Read(message, incoming.Flow, services.Limits);
        if (request is null)
        {
            return (refusal.Status, refusal.Reason, []);
        }
        var wasRegistered = services.Book.Of(account.Name, moment.Now).Length > 0;
        var outcome = services.Book.Register(account.Name, request, moment);
        if (outcome.Refusal is { } refused)
        {
            return (refused.Status, refused.Reason, RefusalHeaders(refused.Status));
        }
        Log(account.Name, request, wasRegistered, outcome.Bindings.Length > 0);
        return (200, null, [.. Headers(outcome, request, moment)]);
    }

    private void Log(string account, RegisterRequest request, bool before, bool after)
    {
        if (!before && after)
        {
            PhoneLog.Registered(services.Log, account, request.Flow.Remote.ToString());
        }
        else if (before && !after)
        {
            PhoneLog.Unregistered(services.Log, account);
        }
    }

    private ImmutableArray<ExtraHeader> RefusalHeaders(int status) =>
        status switch
        {
            423 => [new ExtraHeader("Min-Expires", Seconds(services.Limits.MinimumExpires))],
            503 => [new ExtraHeader("Retry-After", "60")],
            _ => [],
        };

    /// <summary>Step 8: all current bindings with the time they have left, and the time of day, by which phones set their clocks.</summary>
    private IEnumerable<ExtraHeader> Headers(RegisterOutcome outcome, RegisterRequest request, Moment moment)
    {
        foreach (var binding in outcome.Bindings)
        {
            yield return new ExtraHeader("Contact", ContactOf(binding, moment));
        }
        foreach (var path in request.Path)
        {
            yield return new ExtraHeader("Path", path); // RFC 3327 section 5.3
        }
        if (outcome.IsOutbound)
        {
            yield return new ExtraHeader("Require", "outbound"); // RFC 5626 section 6
            yield return new ExtraHeader("Flow-Timer", Seconds(services.Limits.FlowTimer));
        }
        yield return new ExtraHeader("Date", moment.Utc.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
    }

    private static string ContactOf(Binding binding, Moment moment)
    {
        var left = Math.Ceiling((binding.Expires - moment.Now).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var parameters = $";expires={left}";
        parameters += binding.Q.Length > 0 ? $";q={binding.Q}" : "";
        parameters +=
            binding.Instance.Length > 0 ? $";+sip.instance=\"{binding.Instance.Replace("\"", "", StringComparison.Ordinal)}\"" : "";
        parameters += binding.RegId > 0 ? string.Create(CultureInfo.InvariantCulture, $";reg-id={binding.RegId}") : "";
        return $"<{binding.Contact}>{parameters}";
    }

    private static string Seconds(TimeSpan span) => ((int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
