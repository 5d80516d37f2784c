using System.Globalization;

namespace Ponte.Sip.Messages;

/// <summary>An RAck value (RFC 3262 7.2): which reliable provisional response a PRACK acknowledges.</summary>
/// <param name="RSeq">The RSeq of the response.</param>
/// <param name="CSeq">The CSeq of the response.</param>
public readonly record struct RAck(uint RSeq, CSeq CSeq)
{
    /// <summary>Reads <c>776656 1 INVITE</c>.</summary>
    /// <returns>False if it is not two numbers and a method.</returns>
    public static bool TryParse(string text, out RAck value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        var digits = Scan.CountDigits(text);
        if (!Scan.TryNumber(text.AsSpan(0, digits), uint.MaxValue, out var rseq) || digits == text.Length || !Scan.IsSpace(text[digits]))
        {
            return false;
        }
        var valid = CSeq.TryParse(text[digits..], out var cseq);
        value = new RAck(rseq, cseq);
        return valid;
    }

    /// <summary>The value as it stands in a message.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RSeq} {CSeq}");
}
