namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Gives each format of an offer its payload type: the one agreed before, the preferred one, else a free dynamic one (96 to 127).</summary>
internal sealed class PayloadNumbers
{
    private readonly AgreedAudio? _agreed;
    private readonly HashSet<byte> _taken = [];

    public PayloadNumbers(AudioCapabilities capabilities, AgreedAudio? agreed)
    {
        _agreed = agreed;
        _taken.UnionWith(capabilities.Codecs.Select(c => c.StaticPayloadType).OfType<byte>());
        _taken.Add(capabilities.TelephoneEventPayloadType);
        _taken.UnionWith(agreed?.Formats.Select(f => f.ReceivePayloadType) ?? []);
    }

    public byte For(string encoding, int clockRate, int channels, byte? preferred)
    {
        var before = _agreed?.Formats.FirstOrDefault(f =>
            string.Equals(f.Encoding, encoding, StringComparison.OrdinalIgnoreCase) && f.ClockRate == clockRate && f.Channels == channels
        );
        if (before is not null)
        {
            return before.ReceivePayloadType;
        }
        if (preferred is { } wanted && (_agreed is null || _agreed.Formats.All(f => f.ReceivePayloadType != wanted)))
        {
            return wanted;
        }
        byte number = 96;
        while (number < 127 && !_taken.Add(number))
        {
            number++;
        }
        return number;
    }
}
