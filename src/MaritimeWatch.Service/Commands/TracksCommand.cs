using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks</c>: where a vessel has been; its subcommands answer what else an analyst asks of tracks.</summary>
internal static class TracksCommand
{
    private static readonly Option<uint?> Mmsi = new("--mmsi") { Description = "whose track", HelpName = "MMSI" };

    private static readonly Option<string?> Vessel = new("--vessel") { Description = "whose track: an MMSI, an IMO number, a call sign, a name or its beginning", HelpName = "NAME" };

    private static readonly Option<double> Simplify = new("--simplify") { Description = "leave out what the other fixes tell to within so many metres at any moment, up to 10000", HelpName = "METRES" };

    private static readonly Option<int> Resample = new("--resample") { Description = "where she was every so many seconds, interpolated and marked so", HelpName = "SECONDS" };

    private static readonly Option<int> MaxGap = new("--max-gap") { Description = "interpolate across no longer silence, in seconds; 600 without it", HelpName = "SECONDS" };

    private static readonly Option<string?> Format = AnalystCommand.FormatOrNone(AnswerFormats.OfTracks);

    private static readonly Option<string?> Output = AnalystCommand.Output();

    private static readonly Option<string?> From = new("--from") { Description = "first event time, RFC 3339 UTC, e.g. 2024-11-17T00:00:00Z", HelpName = "TIME" };

    private static readonly Option<string?> To = new("--to") { Description = "last event time", HelpName = "TIME" };

    private static readonly Option<int> MaxPoints = new("--max-points") { Description = "thin a longer track evenly to so many points, 1 to 50000", DefaultValueFactory = _ => 50_000 };

    private static readonly Option<string> Server = new("--server") { Description = "the running service", HelpName = "URL", DefaultValueFactory = _ => ServerAddress.Default };

    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };

    private static readonly Option<string?> Tlp = TlpOption.Create();

    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object a line instead of CSV" };

    public static Command Create()
    {
        var command = new Command(
            "tracks",
            """
            The stored track of one vessel, oldest point first, as CSV with a header: thinned evenly to --max-points; or with --vessel, --simplify, --resample,
            --format or --output every fix of it, simplified or resampled, however long it is.

            Examples:
              maritimewatch tracks --mmsi 219000606 --from 2024-11-17T00:00:00Z --to 2024-11-18T00:00:00Z
              maritimewatch tracks --mmsi 219000606 --store data/maritimewatch.db --json
              maritimewatch tracks --vessel "YI PENG 3" --simplify 25 --format kml --output yi-peng-3.kml
              maritimewatch tracks --vessel "IMO 9224984" --resample 60 --max-gap 600 --format mfjson
            """)
        {
            Mmsi, Vessel, From, To, Simplify, Resample, MaxGap, MaxPoints, Format, Output, Server, ServerCredentials.TokenFile, Store, Tlp, Json,
        };
        command.Subcommands.Add(TracksPlotCommand.Create());
        command.SetAction(RunAsync);
        command.Subcommands.Add(TracksVisitsCommand.Create());
        command.Subcommands.Add(TracksCrossingsCommand.Create());
        command.Subcommands.Add(TracksAtCommand.Create());
        command.Subcommands.Add(TracksEncountersCommand.Create());
        command.Subcommands.Add(TracksStatisticsCommand.Create());
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        if (parsed.GetValue(Mmsi) is null == parsed.GetValue(Vessel) is null)
        {
            throw new CommandFailedException("say whose track: --mmsi or --vessel", ExitCode.WrongUsage);
        }

        if (parsed.GetValue(Vessel) is not null || parsed.GetValue(Simplify) != 0 || parsed.GetValue(Resample) != 0 || parsed.GetValue(MaxGap) != 0 || parsed.GetValue(Format) is not null
            || parsed.GetValue(Output) is not null)
        {
            return await ReadAsync(parsed, interrupted);
        }

        var request = new GetTrackRequest { Mmsi = parsed.GetValue(Mmsi)!.Value, MaxPoints = parsed.GetValue(MaxPoints) };
        if (Time(parsed.GetValue(From), "--from") is { } from)
        {
            request.From = WireTime.ToProto(from);
        }

        if (Time(parsed.GetValue(To), "--to") is { } to)
        {
            request.To = WireTime.ToProto(to);
        }

        var track = await AskAsync(parsed, request, interrupted);
        Write(track, parsed.GetValue(Json));
        if (track.Points.Count < track.StoredPointCount)
        {
            await Console.Error.WriteLineAsync($"thinned to {track.Points.Count} of {track.StoredPointCount} points");
        }

        return ExitCode.Done;
    }

    /// <summary>All of it, page by page.</summary>
    private static Task<int> ReadAsync(ParseResult parsed, CancellationToken interrupted)
    {
        if (!parsed.GetResult(MaxPoints)!.Implicit)
        {
            throw new CommandFailedException("--max-points thins a track evenly; with --vessel, --simplify, --resample, --format or --output it is not thinned", ExitCode.WrongUsage);
        }

        var store = parsed.GetValue(Store);
        var address = ServerAddress.Parse(parsed.GetValue(Server)!);
        var question = new AnalystQuestion<ReadTrackResponse>("ReadTrack", Answers.Of, BriefTable.Track, parsed.GetValue(Json) ? "json" : parsed.GetValue(Format) ?? "csv")
        {
            Address = address, Credentials = store is null ? ServerCredentials.Of(parsed, address) : null, Store = store, Label = TlpOption.Read(parsed.GetValue(Tlp), store is not null), Output = parsed.GetValue(Output), PageSize = TrackReadings.MostPoints,
        };
        var request = new ReadTrackRequest
        {
            Vessel = parsed.GetValue(Vessel) ?? new Domain.Vessels.Mmsi(parsed.GetValue(Mmsi)!.Value).ToString(),
            From = AnalystCommand.Moment(parsed, From), To = AnalystCommand.Moment(parsed, To),
            SimplifyMetres = parsed.GetValue(Simplify), ResampleSeconds = parsed.GetValue(Resample), MaxGapSeconds = parsed.GetValue(MaxGap),
        };
        return AnalystCommand.RunAsync(question, request, (queries, page, ended) => queries.ReadTrackAsync(page, ended), interrupted);
    }

    private static async Task<GetTrackResponse> AskAsync(ParseResult parsed, GetTrackRequest request, CancellationToken interrupted)
    {
        if (parsed.GetValue(Store) is { } file)
        {
            var label = TlpOption.Read(parsed.GetValue(Tlp), isOfStore: true);
            return await QueryCommand.AskAsync(file, async store => TrackExports.Labelled(await new TrackQueries(store.Tracks).TrackAsync(request, interrupted), label));
        }

        TlpOption.Read(parsed.GetValue(Tlp), isOfStore: false);
        var address = ServerAddress.Parse(parsed.GetValue(Server)!);
        var credentials = ServerCredentials.Of(parsed, address);
        return await QueryCommand.AskAsync(address, client =>
            client.CallAsync<GetTrackRequest, GetTrackResponse>(TrackServiceReflection.Descriptor.Services[0], "GetTrack", request, credentials, interrupted));
    }

    private static void Write(GetTrackResponse track, bool json)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput());
        if (!json)
        {
            output.Write("time,latitude,longitude,speedOverGroundKnots,courseOverGroundDegrees,trueHeadingDegrees,navigationalStatus,tlp\n");
        }

        foreach (var point in track.Points)
        {
            output.Write(json ? ToJson(point, track.Tlp) : $"{ToCsv(point)},{track.Tlp}");
            output.Write('\n');
        }
    }

    private static string ToCsv(TrackPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{WireTime.ToDomain(point.Time)},{point.Position.Latitude:F6},{point.Position.Longitude:F6},{(point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : null)},{(point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : null)},{(point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : null)},{(point.HasNavigationalStatus ? point.NavigationalStatus : null)}");

    private static string ToJson(TrackPoint point, string label) => JsonSerializer.Serialize(new
    {
        time = WireTime.ToDomain(point.Time).ToString(),
        latitude = Math.Round(point.Position.Latitude, 6),
        longitude = Math.Round(point.Position.Longitude, 6),
        speedOverGroundKnots = point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : (double?)null,
        courseOverGroundDegrees = point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : (double?)null,
        trueHeadingDegrees = point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : (double?)null,
        navigationalStatus = point.HasNavigationalStatus ? point.NavigationalStatus : (uint?)null,
        tlp = label,
    });

    private static Instant? Time(string? text, string option) => text is null ? null
        : Instant.TryParse(text, out var time) ? time
        : throw new CommandFailedException($"{option} is '{text}'; write a time like 2024-11-17T00:00:00Z", ExitCode.WrongUsage);
}
