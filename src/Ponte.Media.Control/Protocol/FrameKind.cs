namespace Ponte.Media.Control.Protocol;

/// <summary>What a frame is. On the wire: append only.</summary>
internal enum FrameKind : byte
{
    /// <summary>First frame of the client: magic, oldest and newest version, whether to take over from another client.</summary>
    Hello = 1,

    /// <summary>Answer to <see cref="Hello"/>: version, the process' instance, its id, its settings.</summary>
    Welcome = 2,

    /// <summary>Answer to <see cref="Hello"/> before the connection closes: <see cref="RejectReason"/>, process id, words.</summary>
    Rejected = 3,

    /// <summary>A request number and a command.</summary>
    Command = 4,

    /// <summary>A request number and a reply.</summary>
    Reply = 5,

    /// <summary>An event.</summary>
    Event = 6,

    /// <summary>Last frame to a client whose place another one took.</summary>
    Replaced = 7,

    /// <summary>The client asks whether the process lives.</summary>
    Ping = 8,

    /// <summary>It does.</summary>
    Pong = 9,
}
