using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Mail;
using Ponte.Pbx.People;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Routing;

/// <summary>What <see cref="CallDirector"/> decides by.</summary>
public sealed record DirectorServices
{
    /// <summary>The company in force.</summary>
    public required CompanyInForce Company { get; init; }

    /// <summary>Channels and health of the lines.</summary>
    public required LineBook Lines { get; init; }

    /// <summary>The machine.</summary>
    public required PbxSettings Settings { get; init; }

    /// <summary>The phones that register here.</summary>
    public required PhoneServices Phones { get; init; }

    /// <summary>What users set by phone or on screen.</summary>
    public required PersonBook People { get; init; }

    /// <summary>What people set calendars to.</summary>
    public required SwitchBook Switches { get; init; }

    /// <summary>Who is in which call.</summary>
    public required LampBoard Lamps { get; init; }

    /// <summary>Who waits for whom to be free.</summary>
    public required CallBackService CallBacks { get; init; }

    /// <summary>Whom users called in vain.</summary>
    public required MissedCalls Missed { get; init; }

    /// <summary>Whose a number is.</summary>
    public required IDirectory Directory { get; init; }

    /// <summary>What flows let callers hear.</summary>
    public required PromptFiles Prompts { get; init; }

    /// <summary>Asks web services for flows.</summary>
    public required IFlowLookups Lookups { get; init; }

    /// <summary>Sends mails.</summary>
    public required IMailOutbox Mail { get; init; }

    /// <summary>Keeps messages for users.</summary>
    public required IVoicemail Voicemail { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
