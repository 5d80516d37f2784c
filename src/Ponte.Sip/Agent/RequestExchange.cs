using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>One request outside any dialog, from address to address and through challenges, to its result. Runs on the loop.</summary>
internal sealed class RequestExchange
{
    private const int MaximumRepeats = 6;

    private readonly SipEndpoint _endpoint;
    private readonly OutgoingRequest _request;
    private readonly TargetSearch _search;
    private readonly DigestExchange? _digest;
    private readonly CancellationToken _cancellation;
    private uint _cseq;

    public RequestExchange(SipEndpoint endpoint, OutgoingRequest request, DigestClient? digest, CancellationToken cancellation)
    {
        _endpoint = endpoint;
        _request = request;
        _cancellation = cancellation;
        _search = new TargetSearch(endpoint, request.Destination);
        _digest = digest is null ? null : new DigestExchange(digest);
        _cseq = request.CSeq;
    }

    /// <summary>The CSeq number that a next request with the same Call-ID may take.</summary>
    public uint NextCSeq => _cseq;

    public async Task<RequestResult> RunAsync()
    {
        var identity = new Identity(
            _request.CallId ?? _endpoint.Tokens.CallId(),
            _request.FromTag ?? LoopTokens.Tag(_endpoint.Tokens.Next())
        );
        RequestResult? last = null;
        while (await _search.NextAsync(_cancellation) is { } place)
        {
            last = await AskAsync(place, identity);
            if (last.Failure?.Kind == SipFailureKind.Transport && await _search.ReconnectAsync(place, _cancellation) is { } again)
            {
                // The peer may have closed an idle connection just when we used it.
                last = await AskAsync(again, identity);
            }
            if (last.Failure?.Kind == SipFailureKind.Cancelled)
            {
                break;
            }
            if (last.Response is { } response)
            {
                if (!_request.FailoverOn(response.StatusCode))
                {
                    break;
                }
                _endpoint.NoteBusy(place.Target, response);
                _search.Report(place, SipFailureKind.Response, response.StatusCode, Failures.Describe(response, place.Target.ToString()));
            }
            else
            {
                _search.Report(place, last.Failure!.Kind, 0, last.Failure.Detail);
            }
        }
        return (last ?? Nothing()) with { Attempts = _search.Failed };
    }

    private async Task<RequestResult> AskAsync(TargetFlow place, Identity identity)
    {
        for (var repeats = 0; ; repeats++)
        {
            var branch = _endpoint.Tokens.Next();
            using var attempt = new RequestAttempt(_endpoint, place);
            var result = await attempt.RunAsync(branch, Build(place, identity, branch), _cancellation);
            if (
                result.Response is not { StatusCode: 401 or 407 } challenge
                || repeats == MaximumRepeats
                || !SipEndpoint.AnswerChallenge(_digest, challenge)
            )
            {
                return result;
            }
        }
    }

    private SipRequest Build(TargetFlow place, Identity identity, ulong branch)
    {
        var uri = _request.RequestUri(place.Hop);
        var builder = new SipRequestBuilder(_request.Method, uri)
            .Add(HeaderName.Via, Dialog.ViaOf(place.Flow, branch))
            .Add(HeaderName.MaxForwards, "70")
            .Add(HeaderName.From, $"{_request.From};tag={identity.Tag}")
            .Add(HeaderName.To, _request.To)
            .Add(HeaderName.CallId, identity.CallId)
            .Add(HeaderName.CSeq, new CSeq(_cseq++, _request.Method, SipMethods.Text(_request.Method)).ToString());
        if (_request.Contact is { } contact)
        {
            builder.Add(HeaderName.Contact, contact);
        }
        builder.AddAgent(_endpoint.Options).AddAll(_request.Headers).AddCredentials(_digest, _request.Method, uri);
        if (!_request.Body.IsEmpty)
        {
            builder.Body(_request.ContentType, _request.Body);
        }
        return builder.Build();
    }

    private RequestResult Nothing()
    {
        if (_cancellation.IsCancellationRequested)
        {
            return Failures.Result(SipFailureKind.Cancelled, "given up before it was sent");
        }
        var last = _search.Failed.Count > 0 ? _search.Failed[^1] : null;
        return Failures.Result(last?.Kind ?? SipFailureKind.Resolution, last?.Detail ?? "the destination has no hops");
    }

    private sealed record Identity(string CallId, string Tag);
}
