using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Consoles;

/// <summary>HTTP: the web console itself, for everybody; it asks for credentials itself, and shows nothing without them.</summary>
internal sealed class ConsolePages(ConsoleFiles files, TimeProvider clock)
{
    public const string AssetRoute = "/assets/{file}";

    public const string LicencesRoute = "/" + ConsoleFiles.LicencesName;

    /// <summary>Everything comes from this service and goes to it; nothing runs that does not stand in a file of its own, and nobody frames the page.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Devices and data that the console has no use for. What is left out is harmless and may be wanted on a watch: sound, a full screen that stays lit, a copied link.</summary>
    private static readonly string Permissions = string.Join(
        ", ",
        new[]
        {
            "accelerometer", "camera", "clipboard-read", "display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
            "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "serial", "storage-access", "usb",
            "window-management", "xr-spatial-tracking",
        }.Select(feature => $"{feature}=()"));

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The addresses of the page: each view has its own, so that it can be linked to.</summary>
    private static readonly (string Route, string Id, string View)[] Pages =
    [
        ("/", "ConsolePage", "The web console."),
        ("/watch", "WatchPage", "The web console: the watch."),
        ("/analysis", "AnalysisPage", "The web console: the analyst's page."),
        ("/supervision", "SupervisionPage", "The web console: the shift lead's page."),
        ("/login", "LoginPage", "The web console: the page that asks for a token."),
    ];

    /// <summary>What is mapped here.</summary>
    public static IReadOnlyList<HttpOperation> Described { get; } =
    [
        .. from page in Pages
           from method in Methods
           select new HttpOperation(method, page.Route, method.ToLowerInvariant() + page.Id, page.View) { MediaType = "text/html", Errors = [StatusCodes.Status404NotFound] },
        .. from method in Methods
           select new HttpOperation(method, LicencesRoute, method.ToLowerInvariant() + "ConsoleLicences", "The licences of what is bundled in the web console.")
           {
               MediaType = "text/plain", Errors = [StatusCodes.Status404NotFound],
           },
        .. from method in Methods
           select new HttpOperation(method, AssetRoute, method.ToLowerInvariant() + "ConsoleAsset", "A file that the web console loads.")
           {
               MediaType = "application/octet-stream", Parameters = [new("file", "path", "Its name.")], Errors = [StatusCodes.Status404NotFound],
           },
    ];

    /// <summary>Whether a path is that of a view.</summary>
    public static bool IsPage(PathString path) => Pages.Any(page => path.Equals(page.Route, StringComparison.OrdinalIgnoreCase));

    public void Map(IEndpointRouteBuilder web)
    {
        foreach (var (route, _, _) in Pages)
        {
            web.MapMethods(route, Methods, (RequestDelegate)PageAsync);
        }

        web.MapMethods(LicencesRoute, Methods, (RequestDelegate)(http => FileAsync(http, files.Licences, "no-cache")));
        web.MapMethods(AssetRoute, Methods, (RequestDelegate)(http => FileAsync(http, files.Asset((string)http.Request.RouteValues["file"]!), "public, max-age=31536000, immutable")));
    }

    private Task PageAsync(HttpContext http)
    {
        if (files.Index is not { } page)
        {
            return ProblemResponse.WriteAsync(http, StatusCodes.Status404NotFound, "CONSOLE_NOT_BUILT", files.Problem!);
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Permissions-Policy"] = Permissions;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Asked again each time: the page names the files of its own build.
        return FileAnswer.SendAsync(http, page, "no-cache", clock);
    }

    private Task FileAsync(HttpContext http, ConsoleFile? file, string cacheControl)
    {
        if (file is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return FileAnswer.SendAsync(http, file, cacheControl, clock);
    }
}
