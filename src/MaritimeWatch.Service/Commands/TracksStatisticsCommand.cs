using System.CommandLine;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks statistics</c>: counts of the traffic.</summary>
internal static class TracksStatisticsCommand
{
    private static readonly AnalystOptions Options = new(AnswerFormats.OfNumbers);

    private static readonly Option<string?> From = AnalystCommand.Time("--from", "first event time");

    private static readonly Option<string?> To = AnalystCommand.Time("--to", "last event time, at most 31 days later");

    private static readonly Option<string?> Bbox = new("--bbox") { Description = "a box: west,south,east,north in degrees", HelpName = "W,S,E,N" };

    private static readonly Option<string?> Polygon = new("--polygon") { Description = "a polygon: longitude,latitude of each corner", HelpName = "LON,LAT,..." };

    private static readonly Option<string?> Circle = new("--circle") { Description = "a circle: longitude,latitude in degrees and radius in metres", HelpName = "LON,LAT,METRES" };

    public static Command Create()
    {
        var command = new Command(
            "statistics",
            """
            Counts of the traffic of an area in a period: positions and vessels by day and by type of ship, speeds, reporting intervals and silences.

            Examples:
              maritimewatch tracks statistics --from 2024-11-17T00:00:00Z --to 2024-11-18T00:00:00Z
              maritimewatch tracks statistics --bbox 10,57,12,58 --from 2024-11-17T00:00:00Z --to 2024-11-18T00:00:00Z --format csv
            """)
        {
            From, To, Bbox, Polygon, Circle,
        };
        Options.AddTo(command);
        command.SetAction((parsed, interrupted) => AnalystCommand.RunAsync(
            AnalystQuestion<GetTrafficStatisticsResponse>.Of(parsed, "GetTrafficStatistics", Answers.Of, BriefTable.Statistics, Options), Request(parsed), (queries, request, ended) => queries.GetTrafficStatisticsAsync(request, ended), interrupted));
        return command;
    }

    private static GetTrafficStatisticsRequest Request(ParseResult parsed) => new()
    {
        From = AnalystCommand.Moment(parsed, From),
        To = AnalystCommand.Moment(parsed, To),
        Area = AnalystCommand.Box(parsed.GetValue(Bbox)),
        Polygon = AnalystCommand.Polygon(parsed.GetValue(Polygon)),
        Circle = AnalystCommand.Circle(parsed.GetValue(Circle)),
    };
}
