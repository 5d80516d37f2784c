namespace Ponte.Server.Storage;

/// <summary>The version of the database.</summary>
internal static class Schema
{
    /// <summary>The newest migration; a test compares it with the migrations themselves.</summary>
    public const string Latest = "20261125222832_First";
}
