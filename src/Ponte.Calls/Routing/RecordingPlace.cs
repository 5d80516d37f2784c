using Ponte.Media.Control.Model;

namespace Ponte.Calls.Routing;

/// <summary>Where the recording of a call goes.</summary>
/// <param name="Path">The file's whole path.</param>
/// <param name="Seal">How it is encrypted; its mark and <see cref="RecordingSeal.Append"/> are the call's.</param>
/// <param name="SampleRate">8,000 or 16,000.</param>
public sealed record RecordingPlace(string Path, RecordingSeal Seal, int SampleRate);
