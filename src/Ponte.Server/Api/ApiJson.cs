using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Ponte.Pbx.Flows;
using Ponte.Server.Api.Contracts;
using Ponte.Server.History;
using Ponte.Server.Live;
using Ponte.Server.Mail;

namespace Ponte.Server.Api;

/// <summary>The JSON of the APIs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(CallIdConverter), typeof(LegIdConverter)]
)]
[JsonSerializable(typeof(HealthReply))]
[JsonSerializable(typeof(DocumentReply))]
[JsonSerializable(typeof(ChangeReply))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(DialReply))]
[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(CallView))]
[JsonSerializable(typeof(IReadOnlyList<CallView>))]
[JsonSerializable(typeof(IReadOnlyList<MessageReply>))]
[JsonSerializable(typeof(IReadOnlyList<LineStatus>))]
[JsonSerializable(typeof(DoctorReply))]
[JsonSerializable(typeof(RouteReply))]
[JsonSerializable(typeof(IReadOnlyList<CalendarReply>))]
[JsonSerializable(typeof(IReadOnlyList<RecordingReply>))]
[JsonSerializable(typeof(IReadOnlyList<RoomReply>))]
[JsonSerializable(typeof(IReadOnlyList<BoxReply>))]
[JsonSerializable(typeof(IReadOnlyList<VoiceMessageReply>))]
[JsonSerializable(typeof(ImmutableArray<FlowTrialLine>))]
[JsonSerializable(typeof(IReadOnlyList<PhoneStatus>))]
[JsonSerializable(typeof(ImmutableArray<DirectoryReply>))]
[JsonSerializable(typeof(ImmutableArray<ContactReply>))]
[JsonSerializable(typeof(ImportMessage))]
[JsonSerializable(typeof(NameReply))]
[JsonSerializable(typeof(IReadOnlyList<AccountStatus>))]
[JsonSerializable(typeof(AccountWish))]
[JsonSerializable(typeof(IReadOnlyList<WaitingMail>))]
internal sealed partial class ApiJson : JsonSerializerContext;
