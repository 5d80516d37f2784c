namespace Ponte.Sip.Messages;

/// <summary>A CSeq value (RFC 3261 20.16).</summary>
/// <param name="Number">The sequence number, below 2^31.</param>
/// <param name="Method">The method, <see cref="SipMethod.Other"/> if it is not known by name.</param>
/// <param name="MethodName">The method as written.</param>
public readonly record struct CSeq(uint Number, SipMethod Method, string MethodName)
{
    /// <summary>The highest number: RFC 3261 8.1.1.5 wants it below 2^31.</summary>
    public const uint MaxNumber = int.MaxValue;

    /// <summary>Reads <c>4711 INVITE</c>.</summary>
    /// <returns>False if it is not a number below 2^31 and a method.</returns>
    public static bool TryParse(string text, out CSeq value)
    {
        ArgumentNullException.ThrowIfNull(text);
        var span = Scan.Trim(text);
        var digits = Scan.CountDigits(span);
        var method = Scan.Trim(span[digits..]);
        if (
            digits == 0
            || method.Length == 0
            || span.Length - digits == method.Length
            || !Scan.IsToken(method)
            || !Scan.TryNumber(span[..digits], MaxNumber, out var number)
        )
        {
            value = default;
            return false;
        }
        var name = method.ToString();
        value = new CSeq(number, SipMethods.Find(name), name);
        return true;
    }

    /// <summary>The value as it stands in a message.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number} {MethodName}");
}
