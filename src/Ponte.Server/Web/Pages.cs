using Microsoft.Extensions.FileProviders;
using Ponte.Server.Settings;

namespace Ponte.Server.Web;

/// <summary>The pages: files of the built web client, with the headers that browsers need to keep strangers out.</summary>
internal static class Pages
{
    /// <summary>The folder of files whose names change with their content.</summary>
    private const string Hashed = "/assets";

    /// <summary>Styles are set by script (Fluent UI); all else only from here. The media of calls have no address.</summary>
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    /// <summary>Adds the headers.</summary>
    public static void Harden(HttpContext context, HttpSettings http)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy + (http.FramedBy.Length > 0 ? http.FramedBy : "'none'");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)";
        if (http.IsSecure)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        if (context.Request.Path.StartsWithSegments(WebSetup.Api, StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>Serves the files.</summary>
    /// <param name="web">The web host.</param>
    /// <param name="folder">Their folder; empty where there are none.</param>
    public static void Use(WebApplication web, string folder)
    {
        if (folder.Length > 0)
        {
            web.UseStaticFiles(
                new StaticFileOptions
                {
                    FileProvider = new PhysicalFileProvider(folder),
                    OnPrepareResponse = c =>
                        c.Context.Response.Headers.CacheControl = c.Context.Request.Path.StartsWithSegments(
                            Hashed,
                            StringComparison.Ordinal
                        )
                            ? "public, max-age=31536000, immutable"
                            : "no-cache",
                }
            );
        }
    }

    /// <summary>Every other path is a page of the client, which finds its way itself; what is below the API is not.</summary>
    public static void Map(WebApplication web, string folder)
    {
        web.MapFallback(
            $"{WebSetup.Api}/{{**rest}}",
            () => Problems.Of(StatusCodes.Status404NotFound, "There is no such path; the API is described at /api/v1/openapi.json")
        );
        if (folder.Length == 0)
        {
            web.MapGet("/", () => Results.Text("Ponte runs. Its pages are not installed; the API is at /api/v1.", "text/plain"))
                .ExcludeFromDescription();
            return;
        }
        var page = Path.Combine(folder, "index.html");
        web.MapFallback(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(page, context.RequestAborted).ConfigureAwait(false);
        });
    }
}
