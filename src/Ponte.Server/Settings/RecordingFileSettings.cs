using Ponte.Media.Control.Model;

namespace Ponte.Server.Settings;

/// <summary>How recordings are written.</summary>
/// <param name="KeyFile">The file of keys; absolute.</param>
/// <param name="Codec">How samples are written.</param>
internal sealed record RecordingFileSettings(string KeyFile, RecordingCodec Codec);
