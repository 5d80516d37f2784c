using System.Text.Json.Serialization;
using Ponte.Calls.Events;

namespace Ponte.Server.History;

/// <summary>The JSON of stored events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(CallIdConverter), typeof(LegIdConverter)]
)]
[JsonSerializable(typeof(CallStarted))]
[JsonSerializable(typeof(LegStarted))]
[JsonSerializable(typeof(LegRinging))]
[JsonSerializable(typeof(LegEarlyMedia))]
[JsonSerializable(typeof(LegAnswered))]
[JsonSerializable(typeof(LegsBridged))]
[JsonSerializable(typeof(LegHeld))]
[JsonSerializable(typeof(LegDigit))]
[JsonSerializable(typeof(LegEnded))]
[JsonSerializable(typeof(CallEnded))]
[JsonSerializable(typeof(CallTakenOver))]
[JsonSerializable(typeof(CallTransferred))]
[JsonSerializable(typeof(CallMerged))]
[JsonSerializable(typeof(CallParked))]
[JsonSerializable(typeof(LegConferred))]
[JsonSerializable(typeof(LegMuted))]
[JsonSerializable(typeof(SupervisionChanged))]
[JsonSerializable(typeof(MessageLeft))]
[JsonSerializable(typeof(FlowStepTaken))]
[JsonSerializable(typeof(RecordingChanged))]
internal sealed partial class EventJson : JsonSerializerContext;
