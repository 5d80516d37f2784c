using System.Text.Json.Serialization;
using Ponte.Pbx.Voicemail;

namespace Ponte.Server.Voicemail;

/// <summary>The JSON of the files beside messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(VoiceMessage))]
[JsonSerializable(typeof(BoxPin))]
internal sealed partial class VoicemailJson : JsonSerializerContext;
