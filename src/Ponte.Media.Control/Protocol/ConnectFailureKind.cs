namespace Ponte.Media.Control.Protocol;

/// <summary>Why no session came about, in one word.</summary>
internal enum ConnectFailureKind
{
    /// <summary>The socket is not there, or nobody accepts on it.</summary>
    NobodyListens,

    /// <summary>The process accepts and says nothing.</summary>
    NoAnswer,

    /// <summary>No version is spoken by both.</summary>
    OtherVersion,

    /// <summary>Another client controls the process, and we did not ask to take over.</summary>
    InUse,
}
