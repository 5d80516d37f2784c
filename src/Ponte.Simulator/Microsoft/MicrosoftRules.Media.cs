using System.Net.Sockets;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Microsoft;

public static partial class MicrosoftRules
{
    private const string Suite = SrtpSuites.AesCm128HmacSha180;

    /// <summary>Judges the offer of a call that begins: null takes it.</summary>
    public static MicrosoftRefusal? CheckOffer(SessionDescription offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (offer.Media.FirstOrDefault(m => m.Media is "audio" && m.Port != 0) is not { } audio)
        {
            return MicrosoftRefusals.NoCommonMedia("There is no audio");
        }
        if (audio.Protocol is not "RTP/SAVP")
        {
            return MicrosoftRefusals.NoCommonMedia($"{audio.Protocol} is not RTP/SAVP");
        }
        if (!audio.Cryptos.Any(c => c.Suite is Suite))
        {
            return MicrosoftRefusals.NoCommonMedia($"{Suite} is not offered");
        }
        if (RepeatedType(audio) is { } repeated)
        {
            return MicrosoftRefusals.NoCommonMedia($"The payload type {repeated} is there twice");
        }
        var connection = offer.ConnectionOf(audio);
        if (connection?.IsUnspecified == true)
        {
            return MicrosoftRefusals.BlackHole;
        }
        return connection?.IPAddress?.AddressFamily == AddressFamily.InterNetwork
            ? null
            : MicrosoftRefusals.NoCommonMedia("The media address is no IPv4 address");
    }

    /// <summary>Judges an offer within a call: null takes it.</summary>
    public static MicrosoftRefusal? CheckReoffer(SessionDescription offer, AgreedAudio agreed)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(agreed);
        if (CheckOffer(offer) is { } refusal)
        {
            return refusal;
        }
        var audio = offer.Media.First(m => m.Media is "audio" && m.Port != 0);
        return audio.RtcpMux == agreed.RtcpMux ? null : MicrosoftRefusals.MuxChanged;
    }

    /// <summary>What is wrong with an SBC's answer to our offer; null if nothing is.</summary>
    public static string? CheckAnswer(SessionDescription offer, SessionDescription answer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Media.Length != offer.Media.Length)
        {
            return $"the answer has {answer.Media.Length} streams, the offer {offer.Media.Length}";
        }
        for (var i = 0; i < offer.Media.Length; i++)
        {
            if (!offer.Media[i].Media.Equals(answer.Media[i].Media, StringComparison.Ordinal))
            {
                return "the answer's streams are in another order";
            }
            if (offer.Media[i].Media is not "audio" && answer.Media[i].Port != 0)
            {
                return $"the answer takes {offer.Media[i].Media}";
            }
        }
        var audio = answer.Media[offer.Media.IndexOf(offer.Media.First(m => m.Media is "audio"))];
        if (audio.Protocol is not "RTP/SAVP" || RepeatedType(audio) is not null)
        {
            return $"{audio}: not RTP/SAVP, or a payload type twice";
        }
        return CheckCrypto(offer.Media.First(m => m.Media is "audio"), audio);
    }

    private static string? CheckCrypto(MediaDescription offered, MediaDescription answered)
    {
        var wanted = offered.Cryptos.First(c => c.Suite is Suite);
        var lines = answered.Cryptos.ToList();
        if (lines is not [var line])
        {
            return $"the answer has {lines.Count} crypto lines";
        }
        if (line.Suite is not Suite)
        {
            return $"the answer chooses {line.Suite}";
        }
        return line.Tag == wanted.Tag ? null : $"the answer has crypto tag {line.Tag}, the offered line {wanted.Tag}";
    }

    private static MicrosoftRefusal? CheckBody(SipRequest invite)
    {
        if (invite.Body.IsEmpty)
        {
            return MicrosoftRefusals.NoCommonMedia("There is no offer");
        }
        if (invite.ContentType is not "application/sdp")
        {
            return MicrosoftRefusals.UnsupportedBody;
        }
        return SessionDescription.TryParse(invite.Body.Span, SdpLimits.Default, out var offer, out var error)
            ? CheckOffer(offer)
            : MicrosoftRefusals.Malformed($"SDP: {error.Reason}");
    }

    private static string? RepeatedType(MediaDescription media) =>
        media.Formats.GroupBy(f => f, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key
        ?? media
            .RtpMaps.GroupBy(m => m.PayloadType)
            .FirstOrDefault(g => g.Count() > 1)
            ?.Key.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
