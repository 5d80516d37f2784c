namespace Ponte.Server.Settings;

/// <summary>The names of settings that more than one place knows.</summary>
internal static class SettingNames
{
    /// <summary>The data folder.</summary>
    public const string Data = "Data";

    /// <summary><c>process</c> or <c>in-process</c>.</summary>
    public const string MediaMode = "Media:Mode";

    /// <summary>The unix socket of the admin API.</summary>
    public const string AdminSocket = "Admin:Socket";

    /// <summary>The listeners.</summary>
    public const string Listeners = "Sip:Listeners";

    /// <summary>The certificate's PEM file.</summary>
    public const string Certificate = "Tls:Certificate";

    /// <summary>The key's PEM file.</summary>
    public const string Key = "Tls:Key";

    /// <summary>The roots of peers.</summary>
    public const string TrustAnchors = "Tls:TrustAnchors";
}
