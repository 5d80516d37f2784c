namespace Ponte.Bench.Media;

/// <summary>What the engine does with its legs.</summary>
internal enum VoiceWork
{
    /// <summary>Plays a prompt to each, over and over.</summary>
    Prompts,

    /// <summary>Relays two by two.</summary>
    Relay,

    /// <summary>Joins two by two without a common codec: G.711 and G.722.</summary>
    Transcode,

    /// <summary>Conferences of three.</summary>
    SmallRooms,

    /// <summary>Conferences of fifty.</summary>
    LargeRooms,
}
