using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;

namespace Ponte.Server.Directories.Http;

/// <summary>Web services that flows ask and tell while a caller waits.</summary>
internal sealed class FlowLookups(Func<SecretReference, string?> secret, TimeProvider time, ILogger log) : IFlowLookups, IDisposable
{
    /// <summary>Longer a caller does not wait in silence.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly JsonService _outside = new("", allowsLocal: false, secret);
    private readonly JsonService _everywhere = new("", allowsLocal: true, secret);

    /// <inheritdoc/>
    public async ValueTask<LookupEnded> AskAsync(FlowLookup question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var answer = Uri.TryCreate(question.Url, UriKind.Absolute, out var address)
            ? await AskAsync(question, address, either.Token).ConfigureAwait(false)
            : SourceAnswer.Failed("its address cannot be read");
        if (answer.Failure is { } failure)
        {
            log.FlowLookupFailed(question.Step is LookupStep step ? step.Variable : address?.Host ?? "", failure);
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

    private async Task<SourceAnswer> AskAsync(FlowLookup question, Uri address, CancellationToken cancellationToken)
    {
        var step = question.Step;
        var service = step.AllowLocal ? _everywhere : _outside;
        var body = question.Fields.Count == 0 ? null : Json(question.Fields);
        try
        {
            if (step is not LookupStep lookup)
            {
                return await service.TellAsync(address, step.Headers, body!, cancellationToken).ConfigureAwait(false);
            }
            var path = JsonPath.Parse(lookup.Path)!;
            return await service
                .AskAsync(address, step.Headers, root => path.Find(root) ?? "", cancellationToken, body)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return SourceAnswer.Failed("does not answer in time");
        }
    }

    private static byte[] Json(IEnumerable<ServiceField> fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
        {
            json[name] = value;
        }
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }
}
