using System.CommandLine;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks encounters</c>: who met at sea.</summary>
internal static class TracksEncountersCommand
{
    private static readonly AnalystOptions Options = new(AnswerFormats.OfPlaces);

    private static readonly Option<string?> Bbox = new("--bbox") { Description = "a box: west,south,east,north in degrees", HelpName = "W,S,E,N" };

    private static readonly Option<string?> From = AnalystCommand.Time("--from", "first event time");

    private static readonly Option<string?> To = AnalystCommand.Time("--to", "last event time, at most 31 days later");

    public static Command Create()
    {
        var command = new Command(
            "encounters",
            """
            Which vessels lay together at sea: at most 500 m apart for at least 2 hours, below 2 knots, and at least 10 km from every charted anchorage and port.

            Examples:
              maritimewatch tracks encounters --bbox 19,57,23,60 --from 2024-11-17T00:00:00Z --to 2024-11-19T00:00:00Z
              maritimewatch tracks encounters --bbox 19,57,23,60 --from 2024-11-17 --to 2024-11-19 --store data/maritimewatch.db --assets anchorages.geojson
            """)
        {
            Bbox, From, To,
        };
        Options.AddTo(command);
        command.SetAction((parsed, interrupted) => AnalystCommand.RunAsync(
            AnalystQuestion<ListEncountersResponse>.Of(parsed, "ListEncounters", Answers.Of, BriefTable.Encounters, Options), Request(parsed), (queries, request, ended) => queries.ListEncountersAsync(request, ended), interrupted));
        return command;
    }

    private static ListEncountersRequest Request(ParseResult parsed) => new() { Area = AnalystCommand.Box(parsed.GetValue(Bbox)), From = AnalystCommand.Moment(parsed, From), To = AnalystCommand.Moment(parsed, To) };
}
