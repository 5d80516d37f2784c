using Ponte.Calls.Events;
using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Mail;
using Ponte.Pbx.People;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Journal;
using Ponte.Server.Settings;
using Ponte.Sip.Transports;

namespace Ponte.Server.Hosting;

/// <summary>What the telephony needs of the rest of the server.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Events">Takes the events of calls.</param>
/// <param name="Trace">Takes every SIP message; null where nothing is traced.</param>
/// <param name="Journal">The journal of calls.</param>
/// <param name="Registrations">The registrations of phones that are kept.</param>
/// <param name="People">What users set by phone or on screen.</param>
/// <param name="CallBacks">Keeps who waits for whom to be free.</param>
/// <param name="Switches">What people set calendars to.</param>
/// <param name="Feeds">The days that feeds bring to calendars.</param>
/// <param name="Prompts">What flows let callers hear.</param>
/// <param name="Books">The address books in memory.</param>
/// <param name="Loggers">Makes logs.</param>
/// <param name="Time">The clock.</param>
internal sealed record TelephonyContext(
    ServerSettings Settings,
    ICallEventSink Events,
    ISipTrace? Trace,
    CallJournal Journal,
    RegistrationJournal Registrations,
    PersonBook People,
    ICallBackStore CallBacks,
    SwitchBook Switches,
    FeedBook Feeds,
    PromptFiles Prompts,
    LocalBooks Books,
    ILoggerFactory Loggers,
    TimeProvider Time
)
{
    /// <summary>Sends mails.</summary>
    public required IMailOutbox Mail { get; init; }

    /// <summary>Keeps messages for users.</summary>
    public required IVoicemail Voicemail { get; init; }

    /// <summary>The company's rules of recording; null: nothing is recorded.</summary>
    public ICallRecordings? Recordings { get; init; }
}
