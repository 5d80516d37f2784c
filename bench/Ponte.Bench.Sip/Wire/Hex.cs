namespace Ponte.Bench.Sip.Wire;

/// <summary>Numbers as eight hexadecimal digits.</summary>
internal static class Hex
{
    public const int Length = 8;

    public static void Write(Span<byte> target, uint number)
    {
        for (var i = Length - 1; i >= 0; i--, number >>= 4)
        {
            target[i] = "0123456789abcdef"u8[(int)(number & 15)];
        }
    }

    public static bool TryRead(ReadOnlySpan<byte> text, out uint number)
    {
        number = 0;
        if (text.Length < Length)
        {
            return false;
        }
        foreach (var digit in text[..Length])
        {
            var value = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                _ => -1,
            };
            if (value < 0)
            {
                return false;
            }
            number = (number << 4) | (uint)value;
        }
        return true;
    }
}
