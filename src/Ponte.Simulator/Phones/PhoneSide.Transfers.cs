using System.Globalization;
using System.Text;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Phones;

/// <summary>Transfers by REFER (RFC 3515): blind, and to the other call of the phone (RFC 3891), which may ring still.</summary>
public sealed partial class PhoneSide
{
    private readonly Dictionary<SimulatedCall, TaskCompletionSource<int>> _referrals = [];

    /// <summary>Hands the other party of a call over to a number.</summary>
    /// <returns>The outcome: the status in the last NOTIFY, or of the REFER where that was refused.</returns>
    public Task<int> TransferAsync(SimulatedCall call, string to)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ReferAsync(call, () => $"<sip:{Uri.EscapeDataString(to)}@{_options.Ponte}>");
    }

    /// <summary>Hands the other party of a call over to that of another call, which rings or is answered.</summary>
    /// <returns>As of the other transfer.</returns>
    public Task<int> TransferAsync(SimulatedCall call, SimulatedCall to)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(to);
        return ReferAsync(
            call,
            () =>
            {
                var tag =
                    to.Dialog.RemoteTag.Length > 0 ? to.Dialog.RemoteTag
                    : to.EarlyAnswers is [.., { } early] ? early.ToTag
                    : "";
                var replaces = $"{to.Dialog.CallId};to-tag={tag};from-tag={to.Dialog.LocalTag}";
                return $"<sip:{Uri.EscapeDataString(to.Called)}@{_options.Ponte}?Replaces={Uri.EscapeDataString(replaces)}>";
            }
        );
    }

    private Task<int> ReferAsync(SimulatedCall call, Func<string> referTo)
    {
        var result = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Loop.Post(() =>
        {
            _referrals[call] = result;
            _ = SendAsync();
        });
        return result.Task;

        async Task SendAsync()
        {
            var outcome = await call.ReferAsync(
                [("Contact", $"<{ContactUri}>"), ("Refer-To", referTo()), ("Referred-By", $"<sip:{_options.User}@{_options.Ponte}>")],
                static _ => { }
            );
            if (!outcome.IsSuccess)
            {
                result.TrySetResult(outcome.Status);
            }
        }
    }

    /// <summary>Takes a NOTIFY of a transfer; another request is not taken.</summary>
    private bool TakesNotify(SimulatedCall call, ServerExchange exchange)
    {
        var request = exchange.Request;
        if (request.Method != SipMethod.Notify || !_referrals.TryGetValue(call, out var result))
        {
            return false;
        }
        call.Answer(exchange, 200, "OK");
        var isLast = request.Headers.First("Subscription-State")?.StartsWith("terminated", StringComparison.Ordinal) == true;
        var line = Encoding.UTF8.GetString(request.Body.Span).Split(' ', 3);
        if (isLast && line.Length == 3 && int.TryParse(line[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            _referrals.Remove(call);
            result.TrySetResult(status);
        }
        return true;
    }
}
