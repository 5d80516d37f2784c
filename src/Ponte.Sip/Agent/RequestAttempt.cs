using System.Globalization;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>One request to one address, awaited.</summary>
internal sealed class RequestAttempt(SipEndpoint endpoint, TargetFlow place) : IClientTransactionUser, IDisposable
{
    private readonly TaskCompletionSource<RequestResult> _result = new();
    private ClientTransaction? _transaction;
    private CancellationTokenRegistration _cancellation;
    private LoopTimer? _timer;

    public Task<RequestResult> RunAsync(ulong branch, SipRequest request, CancellationToken cancellationToken)
    {
        _timer = endpoint.Loop.Schedule(place.Hop.FirstAnswerTimeout, OnFirstAnswerTimeout);
        _transaction = endpoint.Transactions.Send(branch, request, place.Flow, this);
        _cancellation = cancellationToken.Register(() => endpoint.Loop.Post(OnCancelled));
        return _result.Task;
    }

    /// <inheritdoc/>
    public void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (response.StatusCode >= 200)
        {
            _result.TrySetResult(new RequestResult { Response = response, Flow = transaction.Flow });
        }
    }

    /// <inheritdoc/>
    public void OnNoResponse(ClientTransaction transaction, bool timedOut, string detail) =>
        Fail(
            timedOut ? SipFailureKind.TimedOut : SipFailureKind.Transport,
            timedOut ? $"no answer from {place.Target}" : $"{place.Target}: {detail}"
        );

    /// <inheritdoc/>
    public void OnTerminated(ClientTransaction transaction) { }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Cancel();
        _cancellation.Dispose();
    }

    private void OnFirstAnswerTimeout()
    {
        if (_transaction is { IsUnanswered: true })
        {
            _transaction.Abandon();
            var limit = place.Hop.FirstAnswerTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            Fail(SipFailureKind.TimedOut, $"no answer from {place.Target} within {limit} s");
        }
    }

    private void OnCancelled()
    {
        if (!_result.Task.IsCompleted)
        {
            _transaction?.Abandon();
            Fail(SipFailureKind.Cancelled, "given up");
        }
    }

    private void Fail(SipFailureKind kind, string detail) => _result.TrySetResult(Failures.Result(kind, detail) with { Flow = place.Flow });
}
