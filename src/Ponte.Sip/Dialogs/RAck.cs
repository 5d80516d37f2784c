using System.Globalization;

namespace Ponte.Sip.Dialogs;

/// <summary>The value of a RAck header (RFC 3262 7.2): which response a PRACK acknowledges.</summary>
/// <param name="ResponseNumber">The RSeq of the response.</param>
/// <param name="CSeq">The CSeq number of the response.</param>
/// <param name="Method">The CSeq method of the response.</param>
internal readonly record struct RAck(uint ResponseNumber, uint CSeq, string Method)
{
    /// <summary>Reads a header value; null when it is absent or malformed.</summary>
    public static RAck? Parse(string? text)
    {
        var parts = (text ?? "").Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return
            parts.Length == 3
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var cseq)
            ? new RAck(number, cseq, parts[2])
            : null;
    }

    /// <summary>The value as it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ResponseNumber} {CSeq} {Method}");
}
