namespace Ponte.Sip.Messages;

/// <summary>One header field of a message, as it stands there.</summary>
public readonly struct SipHeader : IEquatable<SipHeader>
{
    private readonly ReadOnlyMemory<byte> _message;
    private readonly HeaderSlot _slot;

    internal SipHeader(ReadOnlyMemory<byte> message, HeaderSlot slot)
    {
        _message = message;
        _slot = slot;
    }

    /// <summary>Which header field it is; <see cref="HeaderName.Other"/> if it is not known.</summary>
    public HeaderName Name => _slot.Name;

    /// <summary>The name as written by the sender: any case, perhaps the compact form.</summary>
    public string NameText => Scan.Text(NameBytes.Span);

    /// <summary>The value without the space around it; folded lines are joined by one space.</summary>
    public string Value => Scan.Unfold(ValueBytes.Span);

    /// <summary>The octets of the name.</summary>
    public ReadOnlyMemory<byte> NameBytes => _message.Slice(_slot.NameStart, _slot.NameLength);

    /// <summary>The octets of the value without the space around it; folding is still in it.</summary>
    public ReadOnlyMemory<byte> ValueBytes => _message.Slice(_slot.ValueStart, _slot.ValueLength);

    /// <summary>Whether two headers have the same place in the same message.</summary>
    public static bool operator ==(SipHeader left, SipHeader right) => left.Equals(right);

    /// <summary>Whether two headers have different places.</summary>
    public static bool operator !=(SipHeader left, SipHeader right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(SipHeader other) => _message.Equals(other._message) && _slot == other._slot;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SipHeader other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_message, _slot);

    /// <summary>Name and value on one line.</summary>
    public override string ToString() => $"{NameText}: {Value}";
}
