using Ponte.Server.Languages;

namespace Ponte.Server.Web;

/// <summary>The language that a page or program wants its texts in.</summary>
internal static class WebLanguage
{
    /// <summary>The words of <c>Accept-Language</c>, else of the company.</summary>
    public static Words Of(HttpContext context, WebParts parts)
    {
        var wanted = context.Request.Headers.AcceptLanguage.ToString();
        var language = wanted.Length > 0 ? wanted : parts.Documents.Current?.Document.Company.Language ?? "";
        return Words.In(language.StartsWith("it", StringComparison.OrdinalIgnoreCase) ? Language.Italian : Language.English);
    }
}
