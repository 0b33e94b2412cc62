using System.Net;
using MaritimeWatch.Service.Consoles;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Access;

/// <summary>
/// Keeps the pages of other sites from driving the service through the browser of somebody who may: what a page can send without being asked reaches
/// loopback too, and a client certificate goes along by itself.
/// </summary>
/// <remarks>Fetch metadata (W3C), <c>Origin</c> (RFC 6454), and against names that are bound to loopback <c>Host</c>. What is no browser sends none of the first two.</remarks>
internal static class BrowserGuard
{
    /// <summary>Why an HTTP request is not let in, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isOpen">Whether nobody is asked who they are, so that the name of the machine is all that stands between a page and the service.</param>
    public static Refusal? Refuses(HttpRequest request, bool isOpen)
    {
        // Tells nothing and changes nothing, and is asked by whatever watches the service.
        if (HttpMethods.IsGet(request.Method) && request.Path.Value is "/healthz" or "/readyz")
        {
            return null;
        }

        if (request.Headers["Sec-Fetch-Site"].Any(site => site is not null && site is not ("same-origin" or "none")) && !FollowsALinkToAPage(request))
        {
            return Refusal.CrossOrigin("the page of another site asks for this");
        }

        if (request.Headers.Origin.Any(origin => !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)))
        {
            return Refusal.CrossOrigin("the page that asks for this is not of this address");
        }

        return isOpen && !IsLoopback(request.Host.Host) ? Refusal.HostUnknown : null;
    }

    /// <summary>Whether somebody opens a page of the console from elsewhere: it is the program alone, which asks for all else from its own address. In a frame it is no link.</summary>
    private static bool FollowsALinkToAPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && ConsolePages.IsPage(request.Path) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
