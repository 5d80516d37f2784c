using Ponte.Calls.Events;

namespace Ponte.Server.Storage;

/// <summary>An event with its place among the events of its call.</summary>
/// <param name="Sequence">1 for the call's first event, then upwards.</param>
/// <param name="Event">The event.</param>
internal readonly record struct NumberedEvent(int Sequence, CallEvent Event);
