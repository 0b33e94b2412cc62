using System.CommandLine;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks at</c>: where everybody was at a moment.</summary>
internal static class TracksAtCommand
{
    private static readonly AnalystOptions Options = new(AnswerFormats.OfTracks);

    private static readonly Option<string?> When = AnalystCommand.Time("--time", "the moment; the newest that is stored without it");

    private static readonly Option<int> MaxAge = new("--max-age") { Description = "how old a position may be in seconds, 1 to 172800; 1800 without it", HelpName = "SECONDS" };

    private static readonly Option<string?> Bbox = new("--bbox") { Description = "a box: west,south,east,north in degrees", HelpName = "W,S,E,N" };

    public static Command Create()
    {
        var command = new Command(
            "at",
            """
            The picture at a moment: of each vessel the newest position at or before it.

            Examples:
              maritimewatch tracks at --time 2024-12-25T12:26:00Z --bbox 24,59,26,60.5
              maritimewatch tracks at --format geojson --output now.geojson
            """)
        {
            When, MaxAge, Bbox,
        };
        Options.AddTo(command);
        command.SetAction((parsed, interrupted) => AnalystCommand.RunAsync(
            AnalystQuestion<ListPositionsResponse>.Of(parsed, "ListPositions", parsed.GetValue(Options.Format) is "mfjson" or "nmea" ? Answers.Moving : Answers.Of, BriefTable.Positions, Options), Request(parsed), (queries, request, ended) => queries.ListPositionsAsync(request, ended), interrupted));
        return command;
    }

    private static ListPositionsRequest Request(ParseResult parsed) => new() { Time = AnalystCommand.Moment(parsed, When), MaxAgeSeconds = parsed.GetValue(MaxAge), Area = AnalystCommand.Box(parsed.GetValue(Bbox)) };
}
