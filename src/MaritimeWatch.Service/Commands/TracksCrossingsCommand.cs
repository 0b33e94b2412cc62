using System.CommandLine;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks crossings</c>: who crossed an asset.</summary>
internal static class TracksCrossingsCommand
{
    private static readonly AnalystOptions Options = new(AnswerFormats.OfPlaces);

    private static readonly Option<string> Asset = new("--asset") { Description = "the charted asset", HelpName = "ID", Required = true };

    private static readonly Option<string?> From = AnalystCommand.Time("--from", "first event time");

    private static readonly Option<string?> To = AnalystCommand.Time("--to", "last event time, at most 31 days later");

    private static readonly Option<double?> FromKm = new("--from-km") { Description = "where the stretch begins, in kilometres along the asset", HelpName = "KM" };

    private static readonly Option<double?> ToKm = new("--to-km") { Description = "where it ends", HelpName = "KM" };

    public static Command Create()
    {
        var command = new Command(
            "crossings",
            """
            Where and when vessels crossed a charted asset in a period, between fixes too; with the gap between the two fixes around, and "only possible" where that is
            longer than a ship is silent without a cause.

            Examples:
              maritimewatch tracks crossings --asset estlink-2 --from 2024-12-25T00:00:00Z --to 2024-12-26T00:00:00Z
              maritimewatch tracks crossings --asset c-lion-1 --from-km 40 --to-km 60 --from 2024-11-17T00:00:00Z --to 2024-11-18T00:00:00Z --store data/maritimewatch.db --assets cables.geojson
            """)
        {
            Asset, From, To, FromKm, ToKm,
        };
        Options.AddTo(command);
        command.SetAction((parsed, interrupted) => AnalystCommand.RunAsync(
            AnalystQuestion<ListCrossingsResponse>.Of(parsed, "ListCrossings", Answers.Of, BriefTable.Crossings, Options), Request(parsed), (queries, request, ended) => queries.ListCrossingsAsync(request, ended), interrupted));
        return command;
    }

    private static ListCrossingsRequest Request(ParseResult parsed)
    {
        var request = new ListCrossingsRequest { AssetId = parsed.GetValue(Asset), From = AnalystCommand.Moment(parsed, From), To = AnalystCommand.Moment(parsed, To) };
        if (parsed.GetValue(FromKm) is { } from)
        {
            request.FromKm = from;
        }

        if (parsed.GetValue(ToKm) is { } to)
        {
            request.ToKm = to;
        }

        return request;
    }
}
