using System.Globalization;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Plots;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: a track as a plot, <c>GET /api/v1/vessels/{mmsi}/plot?from=…&amp;to=…&amp;asset=…&amp;event=…</c>.</summary>
internal sealed class PlotApi(PlotQueries plots, TrackExports exports)
{
    public const string Route = "/api/v1/vessels/{mmsi}/plot";

    private const string Svg = "image/svg+xml";

    /// <summary>A picture from here runs nothing and asks nobody, wherever a browser opens it.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "plotTrack", "Speed, course against heading, and the distance to an asset over time as SVG; gaps in what was heard are gaps in the lines.")
        {
            Request = GetVesselRequest.Descriptor,
            MediaType = Svg,
            LooksAtAccept = true,
            Parameters =
            [
                new("from", "query", "Left edge; two hours before the event, or a day before the last position, without it."),
                new("to", "query", "Right edge; two hours after the event, or the last position, without it. At most 31 days after from."),
                new("asset", "query", "The asset whose distance is shown; that of the alert without it."),
                new("event", "query", "A moment that is marked."),
                new("alert", "query", "An alert about her, whose beginning is marked."),
            ],
            Errors = [StatusCodes.Status404NotFound],
        },
    ];

    public void Map(WebApplication web) => web.MapGet(Route, (RequestDelegate)ServeAsync);

    /// <summary>Serves one request.</summary>
    private async Task ServeAsync(HttpContext http)
    {
        Representation.Best(http, Svg);
        var known = Described[0].Parameters.Select(parameter => parameter.Name).ToList();
        Refused.Unless(http.Request.Query.Keys.All(known.Contains), "query", $"the parameters are {string.Join(", ", known)}");
        var svg = await plots.DrawAsync(Question(http), exports.Label, http.RequestAborted, Caller.Of(http).QuotaKey);
        await exports.NoteAsync(http, "svg", svg);
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await Representation.WriteAsync(http, Svg, svg);
    }

    private static PlotQuestion Question(HttpContext http)
    {
        var text = (string)http.Request.RouteValues["mmsi"]!;
        Refused.Unless(uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mmsi), "mmsi", $"'{PlainText.Clean(text)}' is no MMSI");
        return new PlotQuestion(new Mmsi(mmsi), Time("from"), Time("to"), Word("asset"), Time("event"), Word("alert"));

        string? Word(string name) => http.Request.Query[name].ToString() is { Length: > 0 } word ? word : null;

        Instant? Time(string name) => Word(name) is not { } word ? null
            : FilterReader.IsTime(word) && Instant.TryParse(word, out var time) ? time
            : throw Refused.Field(name, $"{name} is '{PlainText.Clean(word.Length > 100 ? word[..100] : word)}'; it must be a time such as 2024-11-17T00:00:00Z");
    }
}
