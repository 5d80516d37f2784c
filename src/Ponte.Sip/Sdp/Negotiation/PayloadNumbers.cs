namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Gives each format of an offer its payload type: the one agreed before, the preferred one, else a free dynamic one (96 to 127).</summary>
internal sealed class PayloadNumbers(AudioCapabilities capabilities, AgreedAudio? agreed)
{
    private HashSet<byte>? _taken;

    public byte For(string encoding, int clockRate, int channels, byte? preferred)
    {
        var before = agreed?.Formats.FirstOrDefault(f =>
            string.Equals(f.Encoding, encoding, StringComparison.OrdinalIgnoreCase) && f.ClockRate == clockRate && f.Channels == channels
        );
        if (before is not null)
        {
            return before.ReceivePayloadType;
        }
        if (preferred is { } wanted && (agreed is null || agreed.Formats.All(f => f.ReceivePayloadType != wanted)))
        {
            return wanted;
        }
        return FirstFree();
    }

    private byte FirstFree()
    {
        _taken ??=
        [
            .. capabilities.Codecs.Select(c => c.StaticPayloadType).OfType<byte>(),
            capabilities.TelephoneEventPayloadType,
            .. agreed?.Formats.Select(f => f.ReceivePayloadType) ?? [],
        ];
        byte number = 96;
        while (number < 127 && !_taken.Add(number))
        {
            number++;
        }
        return number;
    }
}
