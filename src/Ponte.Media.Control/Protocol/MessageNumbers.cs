#pragma warning disable MA0048 // The table of numbers on the wire, read together.
namespace Ponte.Media.Control.Protocol;

/// <summary>Numbers of <see cref="Commands.MediaCommand"/>s. On the wire: append only.</summary>
internal enum CommandNumber : byte
{
    OpenStream = 1,
    ConfigureStream = 2,
    Connect = 3,
    Disconnect = 4,
    PlayTone = 5,
    StopTone = 6,
    SendDigits = 7,
    QueryStatistics = 8,
    CloseStream = 9,
    CloseCall = 10,
    ListStreams = 11,

    /// <summary>A <see cref="Commands.ConfigureStream"/> whose settings have ICE; since version 2.</summary>
    ConfigureStreamWithIce = 12,

    /// <summary>Since version 3, as the one that follows.</summary>
    Play = 13,
    StopPlaying = 14,

    /// <summary>A <see cref="Commands.ConfigureStream"/> for UDPTL; since version 4.</summary>
    ConfigureStreamForFax = 15,

    /// <summary>Since version 5, as those that follow.</summary>
    DetectKeyTones = 16,
    StartRecording = 17,
    PauseRecording = 18,
    StopRecording = 19,
    JoinMix = 20,
    LeaveMix = 21,

    /// <summary>A <see cref="Commands.StartRecording"/> that is sealed; since version 6.</summary>
    StartSealedRecording = 22,
}

/// <summary>Numbers of <see cref="Commands.MediaReply"/>s. On the wire: append only.</summary>
internal enum ReplyNumber : byte
{
    Done = 1,
    Refused = 2,
    StreamOpened = 3,
    Statistics = 4,
    StreamList = 5,
}

/// <summary>
/// Numbers of <see cref="Events.MediaEvent"/>s. <see cref="Events.MediaLost"/> and <see cref="Events.MediaRestored"/> have none: the client makes them itself.
/// On the wire: append only.
/// </summary>
internal enum EventNumber : byte
{
    StreamLatched = 1,
    AudioStarted = 2,
    DigitReceived = 3,
    StreamSilent = 4,
    PairNominated = 5,
    PlaybackEnded = 6,
    RecordingEnded = 7,
}
