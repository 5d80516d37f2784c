using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Ponte.Server.History;
using Ponte.Server.Languages;
using Ponte.Server.Settings;
using Ponte.Server.Storage;
using Ponte.Server.Web.Accounts;
using Ponte.Server.Web.Endpoints;
using Ponte.Server.Web.Live;

namespace Ponte.Server.Web;

/// <summary>Puts API and pages on the web host.</summary>
internal static class WebSetup
{
    /// <summary>Where the API is.</summary>
    public const string Api = "/api/v1";

    private const int MaxRequest = 4 * 1024 * 1024;

    /// <summary>Adds what ASP.NET needs for them.</summary>
    public static void Add(WebApplicationBuilder builder, ServerSettings settings, HttpSettings http)
    {
        var services = builder.Services;
        services.AddSingleton<WebServices>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<LiveFeeds>();
        Access.Add(services, Path.Combine(settings.DataFolder, "keys"), http.IsSecure);
        services.AddProblemDetails();
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/yaml"];
        });
        services.Configure<JsonOptions>(o => Configure(o.SerializerOptions));
        services.AddSignalR(o => o.MaximumReceiveMessageSize = 16 * 1024).AddJsonProtocol(o => Configure(o.PayloadSerializerOptions));
        services.AddOpenApi("v1", ApiDescription.Configure);
        if (http.IsSecure)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxRequest;
            kestrel.Listen(
                http.Address,
                listen =>
                {
                    if (http.IsSecure)
                    {
                        listen.UseHttps(WebCertificate.Load(http, settings.DataFolder));
                    }
                }
            );
        });
    }

    /// <summary>Adds the paths, and begins to tell pages what happens.</summary>
    public static void Map(WebApplication web, WebParts parts, HttpSettings http)
    {
        web.Services.GetRequiredService<WebServices>().Parts = parts;
        web.UseResponseCompression();
        web.Use((context, next) => GuardAsync(context, next, http));
        Pages.Use(web, http.Pages);
        web.UseAuthentication();
        web.UseAuthorization();
        var api = web.MapGroup(Api);
        SessionEndpoints.Map(api, parts);
        ServerEndpoints.Map(api, parts);
        CallEndpoints.Map(api, parts);
        RecordingEndpoints.Map(api, parts);
        ConferenceEndpoints.Map(api, parts);
        VoicemailEndpoints.Map(api, parts);
        CompanyEndpoints.Map(api, parts);
        PersonEndpoints.Map(api, parts);
        AccountEndpoints.Map(api, parts);
        web.MapHub<LiveHub>($"{Api}/live");
        SipSocket.Map(web, parts.Telephony);
        web.MapOpenApi($"{Api}/openapi.json");
        Pages.Map(web, http.Pages);
        parts.Feed.Start(
            parts.Calls,
            ImmutableDictionary<string, Func<object>>
                .Empty.Add(LiveFeeds.Overview, () => OverviewReplies.Of(parts, CompanyWords(parts)))
                .Add(LiveFeeds.Phones, () => parts.Telephony.Phones()),
            parts.Json
        );
    }

    private static Words CompanyWords(WebParts parts) =>
        Words.In(parts.Documents.Current?.Document.Company.Language is "it" ? Language.Italian : Language.English);

    /// <summary>How the API writes JSON, for what is written beside ASP.NET.</summary>
    public static JsonSerializerOptions MakeJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        return options;
    }

    /// <summary>How the API writes JSON.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new RoleConverter());
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new CallIdConverter());
        options.Converters.Add(new LegIdConverter());
    }

    /// <summary>Headers that every answer has, who may write from a browser, and one answer for what fails.</summary>
    private static async Task GuardAsync(HttpContext context, RequestDelegate next, HttpSettings http)
    {
        Pages.Harden(context, http);
        if (IsForged(context.Request))
        {
            await Problems
                .Of(StatusCodes.Status403Forbidden, "This request does not come from Ponte's pages; programs send a key, pages X-Ponte: 1")
                .ExecuteAsync(context)
                .ConfigureAwait(false);
            return;
        }
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (StorageException e) when (!context.Response.HasStarted)
        {
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, e.Message).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Problems
                .Of(e.StatusCode, "The request cannot be read; look at its fields and their kinds")
                .ExecuteAsync(context)
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether another site may have made the browser send this: cookies are SameSite=Strict, and beside that what changes something carries
    /// a header that other sites cannot send, and the hub's connection comes from our own origin.
    /// </summary>
    private static bool IsForged(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase) || request.Headers.Authorization.Count > 0)
        {
            return false;
        }
        if (request.Path.StartsWithSegments($"{Api}/live", StringComparison.OrdinalIgnoreCase))
        {
            return SipSocket.IsForeign(request);
        }
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return !isSafe && request.Headers["X-Ponte"] != "1";
    }
}
