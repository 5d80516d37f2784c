#pragma warning disable MA0048 // One family of messages, read together like the protocol table it is.
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Commands;

/// <summary>
/// Lets a stream take part in a mix, which begins with its first member and ends with its last; or gives a member another role. Each member hears the others and
/// not itself, in its own codec. A playback to a member goes before the mix.
/// </summary>
/// <param name="Mix">Which; a number of the caller's choice.</param>
/// <param name="Stream">Who; refused in a second mix, and beyond 64 members.</param>
/// <param name="Role">Who hears it, and whom it hears.</param>
public sealed record JoinMix(MixId Mix, StreamId Stream, MixRole Role) : MediaCommand;

/// <summary>Takes a stream out of its mix; does nothing where it is in none.</summary>
public sealed record LeaveMix(StreamId Stream) : MediaCommand;
