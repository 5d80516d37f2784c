using Microsoft.Extensions.Logging;
using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control;

namespace Ponte.Calls.Node;

/// <summary>What the calls of a node need of the rest of the house.</summary>
public sealed record CallsServices
{
    /// <summary>Knows who calls and where to.</summary>
    public required ICallDirector Director { get; init; }

    /// <summary>Answers requests that belong to no call.</summary>
    public required IOutOfDialogHandler OutOfDialog { get; init; }

    /// <summary>The media engine.</summary>
    public required IMediaControl Media { get; init; }

    /// <summary>The company's rules of recording; null: nothing is recorded.</summary>
    public ICallRecordings? Recordings { get; init; }

    /// <summary>Keeps established calls over a restart.</summary>
    public required ICallJournal Journal { get; init; }

    /// <summary>Receives all that happens.</summary>
    public required ICallEventSink Events { get; init; }

    /// <summary>Makes the names of calls and streams.</summary>
    public required CallIds Ids { get; init; }

    /// <summary>The wall clock of events.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }
}
