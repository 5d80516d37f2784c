using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;

namespace Ponte.Server.Directories.Http;

/// <summary>Web services that flows ask while a caller waits.</summary>
internal sealed class FlowLookups(Func<SecretReference, string?> secret, TimeProvider time, ILogger log) : IFlowLookups, IDisposable
{
    /// <summary>Longer a caller does not wait in silence.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly JsonService _outside = new("", allowsLocal: false, secret);
    private readonly JsonService _everywhere = new("", allowsLocal: true, secret);

    /// <inheritdoc/>
    public async ValueTask<LookupEnded> AskAsync(LookupStep step, string url, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var answer = Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? await AskAsync(step, address, either.Token).ConfigureAwait(false)
            : SourceAnswer.Failed("its address cannot be read");
        if (answer.Failure is { } failure)
        {
            log.FlowLookupFailed(step.Variable, failure);
            return new LookupEnded(null, HasFailed: true);
        }
        return new LookupEnded(answer.Name is { Length: > 0 } value ? value : null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outside.Dispose();
        _everywhere.Dispose();
    }

    private async Task<SourceAnswer> AskAsync(LookupStep step, Uri address, CancellationToken cancellationToken)
    {
        var path = JsonPath.Parse(step.Path)!;
        try
        {
            return await (step.AllowLocal ? _everywhere : _outside)
                .AskAsync(address, step.Headers, root => path.Find(root) ?? "", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return SourceAnswer.Failed("does not answer in time");
        }
    }
}
