namespace Ponte.Media.Control.Model;

/// <summary>Names one media stream (one RTP session with one peer). Chosen by the server, unique over its restarts.</summary>
/// <param name="Value">The number on the wire.</param>
public readonly record struct StreamId(ulong Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
