using System.Collections.Immutable;
using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>A request inside a dialog that is not an INVITE: sent, authenticated, and its outcome told.</summary>
internal sealed class DialogRequest : IClientTransactionUser
{
    private readonly IDialogHolder _holder;
    private readonly Dialog _dialog;
    private readonly SipMethod _method;
    private readonly ImmutableArray<ExtraHeader> _headers;
    private readonly string _contentType;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Action<RequestResult>? _done;
    private readonly DigestExchange? _digest;
    private bool _repeated;

    public DialogRequest(
        IDialogHolder holder,
        Dialog dialog,
        SipMethod method,
        ImmutableArray<ExtraHeader> headers,
        string contentType,
        ReadOnlyMemory<byte> body,
        Action<RequestResult>? done
    )
    {
        _holder = holder;
        _dialog = dialog;
        _method = method;
        _headers = headers;
        _contentType = contentType;
        _body = body;
        _done = done;
        _digest = holder.Digest is { } digest ? new DigestExchange(digest) : null;
    }

    public void Start() => _holder.Path.Use(_dialog.NextHop(), SendOn);

    /// <inheritdoc/>
    public void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (response.StatusCode < 200)
        {
            return;
        }
        if (response.StatusCode is 401 or 407 && SipEndpoint.AnswerChallenge(_digest, response))
        {
            Start();
            return;
        }
        if (response.StatusCode is < 300 && _method is SipMethod.Update)
        {
            _dialog.Retarget(response);
        }
        _done?.Invoke(new RequestResult { Response = response, Flow = transaction.Flow });
    }

    /// <inheritdoc/>
    public void OnNoResponse(ClientTransaction transaction, bool timedOut, string detail)
    {
        if (timedOut)
        {
            _done?.Invoke(Failures.Result(SipFailureKind.TimedOut, $"no answer to {SipMethods.Text(_method)}"));
        }
        else if (!_repeated)
        {
            // Peers close idle connections, and one may be closing just when we use it: once, a new one is tried.
            _repeated = true;
            Start();
        }
        else
        {
            _done?.Invoke(Failures.Result(SipFailureKind.Transport, detail));
        }
    }

    /// <inheritdoc/>
    public void OnTerminated(ClientTransaction transaction) { }

    private void SendOn(FlowResult result)
    {
        if (!result.IsSuccess)
        {
            _done?.Invoke(Failures.Result(SipFailureKind.Transport, result.Detail));
            return;
        }
        var endpoint = _holder.Endpoint;
        var branch = endpoint.Tokens.Next();
        var builder = _dialog.Request(_method, ++_dialog.LocalCSeq, result.Flow, branch);
        if (_method == SipMethod.Update)
        {
            builder.AddCapabilities(_holder.Settings);
        }
        else if (_method is SipMethod.Refer or SipMethod.Notify or SipMethod.Subscribe)
        {
            builder.Add(HeaderName.Contact, _holder.Settings.Contact);
        }
        builder.AddAgent(endpoint.Options).AddAll(_headers).AddCredentials(_digest, _method, _dialog.RequestUri);
        if (!_body.IsEmpty)
        {
            builder.Body(_contentType, _body);
        }
        endpoint.Transactions.Send(branch, builder.Build(), result.Flow, this);
    }
}
