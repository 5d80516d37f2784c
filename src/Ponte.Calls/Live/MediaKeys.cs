using Ponte.Media.Control.Model;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <summary>Keys as SDP writes them, for the media.</summary>
internal static class MediaKeys
{
    /// <summary>The key for one direction; null for plain RTP.</summary>
    public static SrtpKey? From(CryptoAttribute? crypto)
    {
        if (crypto is null)
        {
            return null;
        }
        var suite = crypto.Suite switch
        {
            SrtpSuites.AesCm128HmacSha180 => SrtpSuite.AesCm128HmacSha180,
            SrtpSuites.AesCm128HmacSha132 => SrtpSuite.AesCm128HmacSha132,
            SrtpSuites.AeadAes128Gcm => SrtpSuite.AeadAes128Gcm,
            _ => throw new ArgumentException("A suite that was never offered.", nameof(crypto)),
        };
        return new SrtpKey(suite, crypto.Keys[0].KeyAndSalt, crypto.Keys[0].Mki);
    }
}
