using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>The analyst's queries as <c>/api/v1</c>, each in every format that has room for its answer.</summary>
internal sealed class AnalystHttp(AnalystQueries queries, TrackExports exports)
{
    private const string Format = "f";

    public IEnumerable<HttpOperation> Operations() =>
    [
        Query<ReadTrackRequest, ReadTrackResponse>(
            "/api/v1/track", "readTrack", "One vessel's track page by page: every fix, simplified to a tolerance, or resampled to an interval.", queries.ReadTrackAsync, Answers.Of, AnswerFormats.OfTracks, "vessel"),
        Query<ListVisitsRequest, ListVisitsResponse>(
            "/api/v1/visits", "listVisits", "Who was in a box, a polygon or a circle, or within a distance of an asset, in a period.", queries.ListVisitsAsync, Answers.Of, AnswerFormats.OfPlaces, "from", "to"),
        Query<ListCrossingsRequest, ListCrossingsResponse>(
            "/api/v1/crossings", "listCrossings", "Where and when vessels crossed an asset in a period.", queries.ListCrossingsAsync, Answers.Of, AnswerFormats.OfPlaces, "assetId", "from", "to"),
        Query<ListPositionsRequest, ListPositionsResponse>(
            "/api/v1/positions", "listPositions", "The picture at a moment: of each vessel the newest position at or before it.", queries.ListPositionsAsync, Answers.Of, AnswerFormats.OfTracks),
        Query<ListEncountersRequest, ListEncountersResponse>(
            "/api/v1/encounters", "listEncounters", "Which vessels lay together at sea.", queries.ListEncountersAsync, Answers.Of, AnswerFormats.OfPlaces, RequestReader.Box, "from", "to"),
        Query<GetTrafficStatisticsRequest, GetTrafficStatisticsResponse>(
            "/api/v1/statistics", "getTrafficStatistics", "Counts of the traffic of an area in a period.", queries.GetTrafficStatisticsAsync, Answers.Of, AnswerFormats.OfNumbers, "from", "to"),
    ];

    private HttpOperation Query<TRequest, TResponse>(
        string route, string id, string summary, Func<TRequest, CancellationToken, string, Task<TResponse>> ask, Func<TResponse, Answer> answer, AnswerFormat[] formats, params string[] required)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>, new() => new("GET", route, id, summary)
        {
            Request = new TRequest().Descriptor,
            Response = new TResponse().Descriptor,
            Required = required,
            GeoJson = formats.Contains(AnswerFormat.GeoJson) ? "FeatureCollection" : null,
            AlsoAs = [.. formats.Where(format => format is not (AnswerFormat.Json or AnswerFormat.GeoJson)).Select(AnswerFormats.MediaType)],
            Parameters = [new(Format, "query", "How the answer is written; without it, what Accept likes best. Where there is more, the Link header leads to the next page.") { Values = [.. formats.Select(AnswerFormats.Name)] }],
            Errors = [StatusCodes.Status404NotFound],
            Handle = async http =>
            {
                var format = Wanted(http, formats);
                var request = RequestReader.Read<TRequest>(http, Format);
                AnswerFormats.Prepare(request, format);
                var response = exports.Labelled(await ask(request, http.RequestAborted, Caller.Of(http).QuotaKey));
                if (response.Descriptor.FindFieldByName("next_page_token")?.Accessor.GetValue(response) is string { Length: > 0 } token)
                {
                    http.Response.Headers.Link = $"<{Next(http, token)}>; rel=\"next\"";
                }

                if (format == AnswerFormat.Json)
                {
                    exports.NoteRead(http);
                    await Representation.WriteAsync(http, response);
                    return;
                }

                var said = format is AnswerFormat.MfJson or AnswerFormat.Nmea && response is ListPositionsResponse picture ? Answers.Moving(picture) : answer(response);
                var isFirst = http.Request.Query["pageToken"].ToString().Length == 0;
                var body = AnswerText.Write(format, response, said, isFirst);
                await exports.NoteAsync(http, AnswerFormats.Name(format), body);
                await Representation.WriteAsync(http, AnswerFormats.MediaType(format), body);
            },
        };

    private static AnswerFormat Wanted(HttpContext http, AnswerFormat[] formats)
    {
        var name = http.Request.Query[Format];
        if (name.Count == 0)
        {
            var type = Representation.Best(http, [.. formats.Select(AnswerFormats.MediaType)]);
            return formats.First(format => AnswerFormats.MediaType(format) == type);
        }

        var known = formats.Where(format => AnswerFormats.Name(format) == name.ToString()).ToList();
        Refused.Unless(known.Count == 1, Format, $"{Format} must be one of {string.Join(", ", formats.Select(AnswerFormats.Name))}");
        return known[0];
    }

    /// <summary>The same question with the token of the next page.</summary>
    private static string Next(HttpContext http, string token)
    {
        var parameters = http.Request.Query.Where(parameter => parameter.Key != "pageToken")
            .SelectMany(parameter => parameter.Value.Select(value => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(value ?? "")}"));
        return $"{http.Request.Path}?{string.Join('&', parameters.Append($"pageToken={token}"))}";
    }
}
