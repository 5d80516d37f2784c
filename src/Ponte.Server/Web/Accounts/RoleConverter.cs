using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.Server.Web.Accounts;

/// <summary>Roles as the API writes them: <c>administrator</c>.</summary>
internal sealed class RoleConverter() : JsonStringEnumConverter<Role>(JsonNamingPolicy.CamelCase);
