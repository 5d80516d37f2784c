using System.Collections.Immutable;
using System.Net;
using System.Net.WebSockets;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Routing;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Hosting;

/// <summary>SIP, media, calls and company as the rest of the server sees them: what is put into them, and what they tell of themselves.</summary>
internal interface ITelephony : IAsyncDisposable
{
    /// <summary>Binds the listeners, finds the media, takes established calls over. Calls come in from here on.</summary>
    /// <exception cref="StartException">Something in the settings does not work on this machine.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Puts a document in force: new calls use it, calls that go on keep the one they began with.</summary>
    void Apply(CompanyDocument document);

    /// <summary>How the lines are.</summary>
    ImmutableArray<LineStatus> Lines();

    /// <summary>The phones of the document, and where they are registered.</summary>
    ImmutableArray<PhoneStatus> Phones();

    /// <summary>How the directories are.</summary>
    ImmutableArray<DirectoryStatus> Directories();

    /// <summary>Asks the directories for a number, as a call would.</summary>
    /// <param name="number">As a person writes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entry; null where nobody knows the number in time.</returns>
    ValueTask<DirectoryEntry?> FindNameAsync(string number, CancellationToken cancellationToken);

    /// <summary>How the media are.</summary>
    MediaStatus Media();

    /// <summary>Looks at names, hubs, lines and machine, as they are now; null where no document is in force.</summary>
    Task<Examination?> ExamineAsync(CancellationToken cancellationToken);

    /// <summary>What would become of a call, and why; null where no document is in force, or nobody can call so.</summary>
    PlanDecision? Explain(RouteQuery query);

    /// <summary>Calls a number for a user: the user's own phones and Teams ring first.</summary>
    /// <param name="user">The user's key, extension or number.</param>
    /// <param name="number">What the user would dial.</param>
    Dialled Dial(string user, string number);

    /// <summary>Hangs a call up.</summary>
    /// <returns>Whether there is such a call.</returns>
    bool HangUp(CallId call);

    /// <summary>Begins, ends or pauses the recording of a call, where the rules allow it.</summary>
    /// <returns>Whether there is such a call.</returns>
    bool Record(CallId call, RecordingWish wish);

    /// <summary>Mutes a party of a conference, or removes it.</summary>
    /// <returns>Whether there is such a party.</returns>
    bool Confer(CallId call, LegId leg, ConferenceOrder order);

    /// <summary>Rings a supervisor for a call, or changes who hears the one who is there.</summary>
    Supervised Supervise(SupervisionOrder order);

    /// <summary>Lets the supervisor of a call go.</summary>
    /// <returns>Whether somebody supervises it.</returns>
    bool EndSupervision(CallId call);

    /// <summary>Carries SIP over a WebSocket of the subprotocol <c>sip</c> until it ends (RFC 7118). From any thread.</summary>
    /// <param name="socket">The accepted socket.</param>
    /// <param name="local">The address that the peer connected to.</param>
    /// <param name="remote">The peer's address.</param>
    /// <param name="isSecure">Whether the peer speaks TLS.</param>
    Task ServeWebSocketAsync(WebSocket socket, IPEndPoint local, IPEndPoint remote, bool isSecure);

    /// <summary>Takes no new calls, and ends those that go on.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
