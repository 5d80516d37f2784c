namespace Ponte.Simulator.Control;

/// <summary>A command on the control port cannot be carried out; the message says why and is the answer.</summary>
internal sealed class ControlException(string message) : Exception(message);
