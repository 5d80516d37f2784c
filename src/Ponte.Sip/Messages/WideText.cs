using System.Buffers;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>
/// Octets as one character each, for looking at their grammar without making a string: all signs of the grammar are ASCII, and places stay the same.
/// </summary>
internal ref struct WideText
{
    private char[]? _rented;

    /// <summary>Widens the octets into the buffer, or into a rented one if they are more.</summary>
    public WideText(ReadOnlySpan<byte> bytes, Span<char> buffer)
    {
        if (bytes.Length > buffer.Length)
        {
            _rented = ArrayPool<char>.Shared.Rent(bytes.Length);
            buffer = _rented;
        }
        Span = buffer[..Encoding.Latin1.GetChars(bytes, buffer)];
    }

    public ReadOnlySpan<char> Span { get; }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
