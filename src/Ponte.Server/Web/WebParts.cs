using System.Text.Json;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.People;
using Ponte.Server.Calendars;
using Ponte.Server.Directories;
using Ponte.Server.Hosting;
using Ponte.Server.Live;
using Ponte.Server.Recordings;
using Ponte.Server.Storage;
using Ponte.Server.Voicemail;
using Ponte.Server.Web.Accounts;
using Ponte.Server.Web.Audit;
using Ponte.Server.Web.Live;

namespace Ponte.Server.Web;

/// <summary>What the API and the pages need of the server.</summary>
internal sealed record WebParts
{
    /// <summary>Who signs in.</summary>
    public required AccountBook Accounts { get; init; }

    /// <summary>Slows guessers down.</summary>
    public required SignInGuard Guard { get; init; }

    /// <summary>The word for the first administrator.</summary>
    public required SetupToken Setup { get; init; }

    /// <summary>Who changed what.</summary>
    public required AuditLog Audit { get; init; }

    /// <summary>How the server is.</summary>
    public required ServerState State { get; init; }

    /// <summary>SIP, media, calls and company.</summary>
    public required ITelephony Telephony { get; init; }

    /// <summary>The company document.</summary>
    public required DocumentService Documents { get; init; }

    /// <summary>Its versions.</summary>
    public required DocumentStore Versions { get; init; }

    /// <summary>History and trace.</summary>
    public required CallHistory History { get; init; }

    /// <summary>The calls that go on.</summary>
    public required LiveCalls Calls { get; init; }

    /// <summary>What users set.</summary>
    public required PersonBook People { get; init; }

    /// <summary>What people set calendars to.</summary>
    public required SwitchBook Switches { get; init; }

    /// <summary>The days that feeds bring.</summary>
    public required FeedBook FeedDays { get; init; }

    /// <summary>The feeds of calendars.</summary>
    public required CalendarFeeds Feeds { get; init; }

    /// <summary>The address books.</summary>
    public required ContactService Contacts { get; init; }

    /// <summary>The recordings of calls.</summary>
    public required RecordingService Recordings { get; init; }

    /// <summary>The messages of users.</summary>
    public required VoicemailService Voicemail { get; init; }

    /// <summary>What pages are told as it happens.</summary>
    public required LiveFeeds Feed { get; init; }

    /// <summary>How the API writes JSON.</summary>
    public required JsonSerializerOptions Json { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
