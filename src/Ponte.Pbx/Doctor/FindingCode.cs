namespace Ponte.Pbx.Doctor;

/// <summary>What the doctor can find. The values that its words need stand in brackets, in order.</summary>
public enum FindingCode
{
    /// <summary>The certificate fits [host name].</summary>
    CertificateGood,

    /// <summary>Something is wrong with the certificate [kind, what and mend in English, the values of the kind].</summary>
    CertificateFault,

    /// <summary>A line of kind teams, and no certificate in the settings.</summary>
    CertificateMissing,

    /// <summary>No listener takes connections on the port that Microsoft connects to [port].</summary>
    ListenerMissing,

    /// <summary>A listener is there for Microsoft [port].</summary>
    ListenerGood,

    /// <summary>Our own name has no address [name, why].</summary>
    OwnNameUnknown,

    /// <summary>Our own name leads somewhere [name, addresses].</summary>
    OwnNameGood,

    /// <summary>A hub's name has no address [hub, why].</summary>
    HubNameUnknown,

    /// <summary>A hub's machine refuses connections [hub, address].</summary>
    HubRefuses,

    /// <summary>A hub cannot be reached: a firewall, or no route [hub, address, why].</summary>
    HubUnreachable,

    /// <summary>We do not trust a hub's certificate [hub, why].</summary>
    HubCertificateRefused,

    /// <summary>A hub ends the handshake: it refuses our certificate [hub, why].</summary>
    HubRefusesCertificate,

    /// <summary>A hub does not know our name [hub, what it said].</summary>
    HubKnowsUsNot,

    /// <summary>A hub answers OPTIONS with a failure [hub, what it said].</summary>
    HubFails,

    /// <summary>A hub takes the connection and answers nothing [hub].</summary>
    HubSilent,

    /// <summary>A hub answers [hub].</summary>
    HubGood,

    /// <summary>Microsoft has sent no OPTIONS for minutes [minutes].</summary>
    NoOptionsFromTeams,

    /// <summary>Microsoft's OPTIONS come [seconds ago].</summary>
    OptionsFromTeams,

    /// <summary>The clock is off [seconds, compared with whom].</summary>
    ClockOff,

    /// <summary>Nothing keeps the clock right.</summary>
    ClockFree,

    /// <summary>The clock is kept right.</summary>
    ClockGood,

    /// <summary>SDP names an address that Microsoft cannot reach [address].</summary>
    MediaAddressPrivate,

    /// <summary>Fewer media ports than the lines have channels [ports, needed].</summary>
    MediaPortsFew,

    /// <summary>The media engine does not run [why].</summary>
    MediaDown,

    /// <summary>Media are ready [address, ports].</summary>
    MediaGood,

    /// <summary>Mails were tried in vain [count, why].</summary>
    MailUnsent,

    /// <summary>Mails were refused for good [count, why].</summary>
    MailRefused,

    /// <summary>All mails are sent.</summary>
    MailGood,

    /// <summary>A number is none of its country's numbering plan [number].</summary>
    NumberInvalid,

    /// <summary>Two users have the same number in Teams [number, users].</summary>
    TeamsNumberTwice,

    /// <summary>A user of Teams has no number that Microsoft can be asked for.</summary>
    TeamsNumberMissing,

    /// <summary>The users' numbers are well formed [count].</summary>
    NumbersGood,

    /// <summary>A peer of a line does not answer [peer, why].</summary>
    PeerDown,

    /// <summary>A line answers [peers].</summary>
    LineGood,

    /// <summary>The far end refuses our registration [why].</summary>
    RegistrationFailed,

    /// <summary>We are registered.</summary>
    RegistrationGood,

    /// <summary>Calls to Teams failed lately, for a reason that has a mend [fault, number, what Microsoft said].</summary>
    CallsFailed,
}
