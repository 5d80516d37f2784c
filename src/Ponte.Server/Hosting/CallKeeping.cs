using Ponte.Server.Journal;
using Ponte.Server.Live;
using Ponte.Server.Storage;
using Ponte.Server.Trace;

namespace Ponte.Server.Hosting;

/// <summary>What is kept of calls while they go on and afterwards.</summary>
/// <param name="Journal">Answered calls, for the next process.</param>
/// <param name="Registrations">Registrations of phones, for the next process.</param>
/// <param name="Live">The calls that go on.</param>
/// <param name="Events">Writes events to history.</param>
/// <param name="Files">The files of the SIP trace.</param>
/// <param name="Trace">Writes the SIP trace; null where it is off.</param>
internal sealed record CallKeeping(
    CallJournal Journal,
    RegistrationJournal Registrations,
    LiveCalls Live,
    EventWriter Events,
    TraceFiles Files,
    TraceWriter? Trace
);
