using System.Collections.Immutable;
using System.Net;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Sip.Agent;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>How legs of a line behave.</summary>
internal sealed class LegProfiles(PbxSettings settings)
{
    /// <summary>Option tags of the reference's INVITE toward Teams; <c>timer</c> is added by the session timer.</summary>
    private static readonly ImmutableArray<string> TeamsSupported = ["replaces"];

    /// <summary>What exchanges may use in calls: their phones hand calls over as ours do. Carriers do not.</summary>
    private static readonly ImmutableArray<string> ExchangeSupported = ["replaces"];

    /// <summary>What phones may use in calls: attended transfer and pickup (RFC 3891).</summary>
    private static readonly ImmutableArray<string> PhoneSupported = ["replaces"];

    /// <summary>The profile of legs with Teams.</summary>
    /// <param name="company">The snapshot.</param>
    /// <param name="line">The line.</param>
    /// <param name="contact">Our Contact, with angle brackets.</param>
    public LegProfile Teams(CompanySnapshot company, TeamsSettings line, string contact) =>
        new()
        {
            // Direct Routing, media: SDES with the 80 bit tag is the mandatory suite, hold is inactive only. No comfort noise: with it
            // agreed, Teams stops sending in silence and carriers drop the call.
            Media = new AudioCapabilities
            {
                Codecs = Codecs(line),
                Srtp = SrtpUse.Required,
                SrtpSuites = [SrtpSuites.AesCm128HmacSha180],
                RtcpMux = true,
                IceLite = line.Bypass,
                HoldStyle = HoldStyle.InactiveOnly,
            },
            MediaAddressName = settings.MediaAddressFor(line, peer: null),
            Session = new SessionSettings
            {
                Contact = contact,
                Profile = line.Name,
                Supported = TeamsSupported,
                ReliableProvisionals = ReliableProvisionalUse.Never,
                SessionTimer = new SessionTimerSettings(),
            },
            Country = company.CountryOf(line),
            ShowsPartner = line.ConnectedLine,
            HoldMusic = Music(company, line.HoldMusic),
            EarlyMedia = EarlyMediaRule.RingbackUntilAudio,
            SilenceTimeout = line.MediaTimeout ?? TimeSpan.Zero,
            Reasons = ReasonDialect.Nicc,
        };

    /// <summary>The profile of legs with a carrier or an exchange.</summary>
    /// <param name="company">The snapshot.</param>
    /// <param name="line">The line.</param>
    /// <param name="contact">Our Contact, with angle brackets.</param>
    /// <param name="peer">The peer's address; null where only its name is known.</param>
    public LegProfile Trunk(CompanySnapshot company, TrunkSettings line, string contact, IPAddress? peer) =>
        new()
        {
            Media = new AudioCapabilities { Codecs = Codecs(line), HoldStyle = HoldStyle.SendOnly },
            MediaAddressName = settings.MediaAddressFor(line, peer),
            Session = new SessionSettings
            {
                Contact = contact,
                Profile = SipTarget.DefaultProfile,
                ReliableProvisionals = ReliableProvisionalUse.WhenRequired,
                SessionTimer = new SessionTimerSettings { Ask = false },
                Supported = line.IsPbx ? ExchangeSupported : [],
            },
            ShowsPartner = line.ConnectedLine,
            Country = company.CountryOf(line),
            HoldMusic = Music(company, line.HoldMusic),
            EarlyMedia = EarlyMediaRule.RelayAtOnce,
            PassesFax = line.Fax == FaxMode.T38,
            FillSilence = true,
            SilenceTimeout = line.MediaTimeout ?? TimeSpan.Zero,
            Reasons = ReasonDialect.Itu,
        };

    /// <summary>The profile of legs with a phone that registers here.</summary>
    /// <param name="company">The snapshot.</param>
    /// <param name="device">The device.</param>
    /// <param name="contact">Our Contact, with angle brackets.</param>
    /// <param name="peer">The address that it is reached at.</param>
    /// <param name="registration">The key of its registration; empty where it calls without one.</param>
    /// <param name="isSecure">Whether its media is encrypted, with keys in the SDP (RFC 4568).</param>
    public LegProfile Phone(
        CompanySnapshot company,
        DeviceSettings device,
        string contact,
        IPAddress peer,
        string registration,
        bool isSecure
    ) =>
        new()
        {
            Media = new AudioCapabilities
            {
                Codecs = Codecs(device.Codecs),
                Srtp = isSecure ? SrtpUse.Required : SrtpUse.None,
                SrtpSuites = [SrtpSuites.AesCm128HmacSha180, SrtpSuites.AesCm128HmacSha132],
                HoldStyle = HoldStyle.SendOnly,
            },
            MediaAddressName = settings.MediaAddressForPhone(peer),
            Session = new SessionSettings
            {
                Contact = contact,
                Supported = PhoneSupported,
                ReliableProvisionals = ReliableProvisionalUse.WhenRequired,
                // A phone whose plug was pulled says no goodbye.
                SessionTimer = new SessionTimerSettings { PreferUpdate = true },
                Registration = registration,
            },
            Country = company.Document.Company.Country,
            HoldMusic = Music(company, ""),
            EarlyMedia = EarlyMediaRule.RelayAtOnce,
            PassesFax = device.Fax == FaxMode.T38 && !isSecure,
            ShowsPartner = true,
            FillSilence = true,
            SilenceTimeout = LineSettings.DefaultMediaTimeout,
            Reasons = ReasonDialect.Itu,
        };

    private string? Music(CompanySnapshot company, string own)
    {
        var file = own.Length > 0 ? own : company.Document.Company.HoldMusic;
        return file.Length > 0 ? Path.Combine(settings.MusicFolder, file) : null;
    }

    private static ImmutableArray<CodecOffer> Codecs(LineSettings line) => Codecs(line.Codecs);

    private static ImmutableArray<CodecOffer> Codecs(IEnumerable<string> names) =>
        [
            .. names.Select(name =>
                name switch
                {
                    "PCMU" => CodecOffer.Pcmu,
                    "G722" => CodecOffer.G722,
                    "G729" => CodecOffer.G729,
                    "OPUS" => CodecOffer.Opus,
                    _ => CodecOffer.Pcma,
                }
            ),
        ];
}
