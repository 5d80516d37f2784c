using System.Globalization;
using System.Net.Sockets;
using Ponte.Media.Control.Model;
using Ponte.Media.Sockets;
using Ponte.Media.Srtp;
using Ponte.Media.Stun;

namespace Ponte.Media.Engine;

/// <summary>The bounds of a stream's settings: what a command names is checked before anything changes.</summary>
internal static class SettingsRules
{
    /// <summary>More formats than any SDP needs.</summary>
    public const int MaximumFormats = 64;

    private static readonly TimeSpan ShortestPacketTime = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPacketTime = TimeSpan.FromMilliseconds(60);

    /// <summary>What is wrong with settings, in words; null when nothing is.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="family">The family of the address that the stream is bound to.</param>
    public static string? Check(StreamSettings settings, AddressFamily family)
    {
        if (settings.Formats.IsDefault || settings.Formats.Length > MaximumFormats)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Formats: at most {MaximumFormats}.");
        }
        foreach (var format in settings.Formats)
        {
            if (
                format.PayloadType > 127
                || format.SendPayloadType > 127
                || format.ClockRate is < 1 or > 1_000_000
                || format.Encoding.Length is 0 or > 64
            )
            {
                return $"Formats: {format} is out of bounds.";
            }
        }
        if (settings.PacketTime < ShortestPacketTime || settings.PacketTime > LongestPacketTime)
        {
            return $"PacketTime is {settings.PacketTime}; it must be from {ShortestPacketTime} to {LongestPacketTime}.";
        }
        if (settings.RelatchAfter < TimeSpan.Zero || settings.SilenceTimeout < TimeSpan.Zero)
        {
            return "RelatchAfter and SilenceTimeout must not be negative.";
        }
        if (settings.IsUdptl && (settings.Ice ?? settings.SendKey ?? (object?)settings.ReceiveKey) is not null)
        {
            return "IsUdptl: neither keys nor Ice are for UDPTL.";
        }
        return CheckAddress("RemoteRtp", PeerAddress.From(settings.RemoteRtp), family)
            ?? CheckAddress("RemoteRtcp", PeerAddress.From(settings.RemoteRtcp), family)
            ?? CheckKey("SendKey", settings.SendKey)
            ?? CheckKey("ReceiveKey", settings.ReceiveKey)
            ?? CheckIce(settings.Ice);
    }

    /// <summary>The lengths of RFC 8445 section 5.3, which also bounds what the characters may be.</summary>
    private static string? CheckIce(IceSettings? ice)
    {
        if (ice is null)
        {
            return null;
        }
        if (!IsIceText(ice.LocalFragment, 4, 256) || !IsIceText(ice.LocalPassword, 22, StunKey.MaximumPasswordBytes))
        {
            return $"Ice: the local fragment has 4 to 256, the local password 22 to {StunKey.MaximumPasswordBytes} letters, digits, + and /.";
        }
        return ice.RemoteFragment.Length <= 256 ? null : "Ice: the remote fragment has more than 256 characters.";
    }

    private static bool IsIceText(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/');

    private static string? CheckAddress(string name, in PeerAddress address, AddressFamily family) =>
        address.IsNone || address.Family == family ? null : $"{name} is {address}; the stream is bound to an address of family {family}.";

    private static string? CheckKey(string name, SrtpKey? key)
    {
        if (key is null)
        {
            return null;
        }
        var wanted = key.Suite switch
        {
            SrtpSuite.AesCm128HmacSha180 or SrtpSuite.AesCm128HmacSha132 => 30,
            SrtpSuite.AeadAes128Gcm => 28,
            _ => -1,
        };
        if (key.KeyAndSalt.IsDefault || key.KeyAndSalt.Length != wanted)
        {
            return $"{name}: the length of key and salt does not fit {key.Suite}.";
        }
        return key.Mki.IsDefault || key.Mki.Length <= SrtpSender.MaximumMkiLength ? null : $"{name}: the MKI is too long.";
    }
}
