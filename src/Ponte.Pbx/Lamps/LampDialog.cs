using Ponte.Calls.Model;

namespace Ponte.Pbx.Lamps;

/// <summary>One call of a user, whatever number of devices it is on.</summary>
/// <param name="Call">The call.</param>
/// <param name="IsCaller">Whether the user made it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Remote">The other party.</param>
public sealed record LampDialog(CallId Call, bool IsCaller, LampState State, Party Remote);
