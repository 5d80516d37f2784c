namespace Ponte.Server.Web;

/// <summary>Where what ASP.NET makes by itself (handlers of keys and cookies, hubs) finds the server's parts, which come after it.</summary>
internal sealed class WebServices
{
    /// <summary>The parts; null until they are open.</summary>
    public WebParts? Parts { get; set; }
}
