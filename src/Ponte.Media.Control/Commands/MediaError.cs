namespace Ponte.Media.Control.Commands;

/// <summary>Why the media refused a command. On the wire: append only.</summary>
public enum MediaError : byte
{
    /// <summary>No such stream.</summary>
    UnknownStream = 1,

    /// <summary>A stream of this name exists.</summary>
    StreamExists = 2,

    /// <summary>No port is free in the configured range.</summary>
    NoPortFree = 3,

    /// <summary>No media address of this name is configured.</summary>
    UnknownAddress = 4,

    /// <summary>A value is outside its bounds.</summary>
    InvalidValue = 5,

    /// <summary>The media process is not there; its streams are lost.</summary>
    Unavailable = 6,
}
