using System.Buffers.Text;

namespace Ponte.Bench.Sip.Wire;

/// <summary>Writes octets one behind the other.</summary>
internal ref struct ByteWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    public void Add(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer[Length..]);
        Length += octets.Length;
    }

    public void Add(int number)
    {
        Utf8Formatter.TryFormat(number, _buffer[Length..], out var written);
        Length += written;
    }

    /// <summary>Eight hexadecimal digits.</summary>
    public void AddHex(uint number)
    {
        Hex.Write(_buffer.Slice(Length, Hex.Length), number);
        Length += Hex.Length;
    }
}
