using System.CommandLine;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks visits</c>: who was somewhere.</summary>
internal static class TracksVisitsCommand
{
    private static readonly AnalystOptions Options = new(AnswerFormats.OfPlaces);

    private static readonly Option<string?> From = AnalystCommand.Time("--from", "first event time");

    private static readonly Option<string?> To = AnalystCommand.Time("--to", "last event time, at most 31 days later");

    private static readonly Option<string?> Bbox = new("--bbox") { Description = "a box: west,south,east,north in degrees", HelpName = "W,S,E,N" };

    private static readonly Option<string?> Polygon = new("--polygon") { Description = "a polygon: longitude,latitude of each corner", HelpName = "LON,LAT,..." };

    private static readonly Option<string?> Circle = new("--circle") { Description = "a circle: longitude,latitude in degrees and radius in metres", HelpName = "LON,LAT,METRES" };

    private static readonly Option<string?> Asset = new("--asset") { Description = "the surroundings of this charted asset", HelpName = "ID" };

    private static readonly Option<double> Within = new("--within") { Description = "with --asset: how far about it in metres, 1852 without it", HelpName = "METRES" };

    private static readonly Option<int> MaxGap = new("--max-gap") { Description = "longest silence in seconds across which she is taken to have sailed straight, 600 without it", HelpName = "SECONDS" };

    public static Command Create()
    {
        var command = new Command(
            "visits",
            """
            Who was in a box, a polygon or a circle, or within a distance of an asset, in a period: when first and last, how near, and how that is known. A vessel that passed
            between two fixes is found too. As GeoJSON and KML, the way of each inside an area; about an asset, where she was nearest to it.

            Examples:
              maritimewatch tracks visits --asset estlink-2 --within 1852 --from 2024-12-25T12:00:00Z --to 2024-12-25T13:00:00Z
              maritimewatch tracks visits --circle 25.1,59.9,3000 --from 2024-12-25T00:00:00Z --to 2024-12-26T00:00:00Z --format kml --output visits.kml
            """)
        {
            From, To, Bbox, Polygon, Circle, Asset, Within, MaxGap,
        };
        Options.AddTo(command);
        command.SetAction((parsed, interrupted) => AnalystCommand.RunAsync(
            AnalystQuestion<ListVisitsResponse>.Of(parsed, "ListVisits", Answers.Of, BriefTable.Visits, Options), Request(parsed), (queries, request, ended) => queries.ListVisitsAsync(request, ended), interrupted));
        return command;
    }

    private static ListVisitsRequest Request(ParseResult parsed) => new()
    {
        From = AnalystCommand.Moment(parsed, From),
        To = AnalystCommand.Moment(parsed, To),
        Area = AnalystCommand.Box(parsed.GetValue(Bbox)),
        Polygon = AnalystCommand.Polygon(parsed.GetValue(Polygon)),
        Circle = AnalystCommand.Circle(parsed.GetValue(Circle)),
        AssetId = parsed.GetValue(Asset) ?? "",
        WithinMetres = parsed.GetValue(Within),
        MaxGapSeconds = parsed.GetValue(MaxGap),
    };
}
