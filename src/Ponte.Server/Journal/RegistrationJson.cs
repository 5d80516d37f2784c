using System.Text.Json.Serialization;

namespace Ponte.Server.Journal;

/// <summary>How registrations become JSON; made at build time.</summary>
[JsonSerializable(typeof(StoredRegistration))]
internal sealed partial class RegistrationJson : JsonSerializerContext;
