using System.Runtime.InteropServices;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transactions;

/// <summary>By what a request finds its server transaction (RFC 3261 17.2.3).</summary>
/// <param name="Branch">The branch of the top Via; for a peer of RFC 2543 all that identifies its transaction.</param>
/// <param name="Host">The sent-by host.</param>
/// <param name="Port">The sent-by port, 0 when none is written.</param>
/// <param name="Method">The method, INVITE for an ACK.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServerKey(string Branch, string Host, int Port, SipMethod Method)
{
    /// <summary>The key of a request; of the transaction a CANCEL aims at with <paramref name="method"/>.</summary>
    public static ServerKey Of(SipRequest request, SipMethod method)
    {
        var via = request.TopVia!;
        return via.HasTransactionId
            ? new ServerKey(via.Branch, via.SentByHost, via.SentByPort ?? 0, method)
            : new ServerKey(OldIdentity(request), via.SentByHost, via.SentByPort ?? 0, method);
    }

    // 17.2.3 for branches without the cookie: Request-URI, From tag, Call-ID, CSeq number and top Via. The To tag is left out: an ACK has
    // the response's, which the INVITE had not.
    private static string OldIdentity(SipRequest request) =>
        $"{request.RequestUriText}\n{request.FromTag}\n{request.CallId}\n{request.CSeq.Number}\n{request.TopVia!.Branch}";

    /// <inheritdoc/>
    public override int GetHashCode() => Branch.GetHashCode(StringComparison.Ordinal) ^ (int)Method;

    /// <summary>Whether all parts are the same.</summary>
    public bool Equals(ServerKey other) =>
        Method == other.Method
        && Port == other.Port
        && string.Equals(Branch, other.Branch, StringComparison.Ordinal)
        && string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase);
}
