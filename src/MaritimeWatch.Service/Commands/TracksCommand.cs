using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>tracks</c>: where a vessel has been.</summary>
internal static class TracksCommand
{
    private static readonly Option<uint> Mmsi = new("--mmsi") { Description = "whose track", HelpName = "MMSI", Required = true };

    private static readonly Option<string?> From = new("--from") { Description = "first event time, RFC 3339 UTC, e.g. 2024-11-17T00:00:00Z", HelpName = "TIME" };

    private static readonly Option<string?> To = new("--to") { Description = "last event time", HelpName = "TIME" };

    private static readonly Option<int> MaxPoints = new("--max-points") { Description = "thin a longer track evenly to so many points, 1 to 50000", DefaultValueFactory = _ => 50_000 };

    private static readonly Option<string> Server = new("--server") { Description = "the running service", HelpName = "URL", DefaultValueFactory = _ => ServerAddress.Default };

    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };

    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object a line instead of CSV" };

    public static Command Create()
    {
        var command = new Command(
            "tracks",
            """
            The stored track of one vessel, oldest point first, as CSV with a header.

            Examples:
              maritimewatch tracks --mmsi 219000606 --from 2024-11-17T00:00:00Z --to 2024-11-18T00:00:00Z
              maritimewatch tracks --mmsi 219000606 --store data/maritimewatch.db --json
            """)
        {
            Mmsi, From, To, MaxPoints, Server, ServerCredentials.TokenFile, Store, Json,
        };
        command.Subcommands.Add(TracksPlotCommand.Create());
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var request = new GetTrackRequest { Mmsi = parsed.GetValue(Mmsi), MaxPoints = parsed.GetValue(MaxPoints) };
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

    private static async Task<GetTrackResponse> AskAsync(ParseResult parsed, GetTrackRequest request, CancellationToken interrupted)
    {
        if (parsed.GetValue(Store) is { } file)
        {
            return await QueryCommand.AskAsync(file, store => Task.FromResult(new TrackQueries(store.Tracks).Track(request, interrupted)));
        }

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
            output.Write("time,latitude,longitude,speedOverGroundKnots,courseOverGroundDegrees,trueHeadingDegrees,navigationalStatus\n");
        }

        foreach (var point in track.Points)
        {
            output.Write(json ? ToJson(point) : ToCsv(point));
            output.Write('\n');
        }
    }

    private static string ToCsv(TrackPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{WireTime.ToDomain(point.Time)},{point.Position.Latitude:F6},{point.Position.Longitude:F6},{(point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : null)},{(point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : null)},{(point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : null)},{(point.HasNavigationalStatus ? point.NavigationalStatus : null)}");

    private static string ToJson(TrackPoint point) => JsonSerializer.Serialize(new
    {
        time = WireTime.ToDomain(point.Time).ToString(),
        latitude = Math.Round(point.Position.Latitude, 6),
        longitude = Math.Round(point.Position.Longitude, 6),
        speedOverGroundKnots = point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : (double?)null,
        courseOverGroundDegrees = point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : (double?)null,
        trueHeadingDegrees = point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : (double?)null,
        navigationalStatus = point.HasNavigationalStatus ? point.NavigationalStatus : (uint?)null,
    });

    private static Instant? Time(string? text, string option) => text is null ? null
        : Instant.TryParse(text, out var time) ? time
        : throw new CommandFailedException($"{option} is '{text}'; write a time like 2024-11-17T00:00:00Z", ExitCode.WrongUsage);
}
