using System.Runtime.InteropServices;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Transactions;

/// <summary>By what a request that arrives twice on different paths is recognised (RFC 3261 8.2.2.2).</summary>
/// <param name="CallId">The Call-ID.</param>
/// <param name="FromTag">The From tag.</param>
/// <param name="Number">The CSeq number.</param>
/// <param name="Method">The method.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MergeKey(string CallId, string FromTag, uint Number, SipMethod Method)
{
    public static MergeKey Of(SipRequest request) => new(request.CallId, request.FromTag, request.CSeq.Number, request.Method);

    /// <inheritdoc/>
    public override int GetHashCode() => CallId.GetHashCode(StringComparison.Ordinal) ^ (int)Number;

    /// <summary>Whether all parts are the same.</summary>
    public bool Equals(MergeKey other) =>
        Number == other.Number
        && Method == other.Method
        && string.Equals(CallId, other.CallId, StringComparison.Ordinal)
        && string.Equals(FromTag, other.FromTag, StringComparison.Ordinal);
}
