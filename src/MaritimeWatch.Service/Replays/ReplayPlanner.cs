using MaritimeWatch.Ais;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Replays;

/// <summary>From what a caller asks for to a replay that can begin: everything is checked and opened here.</summary>
/// <param name="folder">Recordings and charts.</param>
/// <param name="tracks">What the service has stored.</param>
/// <param name="index">The service's chart.</param>
/// <param name="settings">The service's thresholds.</param>
/// <param name="normality">The service's model of the ordinary traffic, or null.</param>
internal sealed class ReplayPlanner(RecordingFolder folder, ITrackStore tracks, AssetIndex index, DetectionSettings settings, NormalityModel? normality)
{
    private const int MostAssetFiles = 16;
    private const int MostSettingsCharacters = 65_536;

    /// <summary>Whether a speed is one.</summary>
    public static bool IsSpeed(double speed) => speed == 0 || speed is >= Pace.Slowest and <= Pace.Fastest;

    /// <summary>Opens what is to be replayed.</summary>
    /// <exception cref="GrpcStatusException">It cannot be; the message says why.</exception>
    public ReplayRequest Open(ReplayPlan plan, string owner, string requestId)
    {
        Require(IsSpeed(plan.Speed), $"plan.speed is {plan.Speed}; it must be {Pace.Slowest} to {Pace.Fastest}, or 0 for as fast as it goes");
        var from = Time(plan.From, "plan.from") ?? Instant.MinValue;
        var to = Time(plan.To, "plan.to") ?? Instant.MaxValue;
        Require(from < to, "plan.from is not before plan.to");
        Require(plan.AssetFiles.Count <= MostAssetFiles, $"plan.asset_files are {plan.AssetFiles.Count}; at most {MostAssetFiles} are taken");
        Require(plan.SettingsJson.Length <= MostSettingsCharacters, $"plan.settings_json has {plan.SettingsJson.Length} characters; at most {MostSettingsCharacters} are taken");
        try
        {
            var thresholds = plan.SettingsJson.Length == 0 ? settings : DetectionSettingsFile.Overlay(settings, plan.SettingsJson, "plan.settings_json");
            var (chart, problems) = Chart(plan);
            var traffic = Traffic(plan, from, to);
            return new ReplayRequest(owner, requestId, plan.Clone(), traffic, new Analyser(chart, thresholds, shards: 1, normality), problems);
        }
        catch (CommandFailedException failure)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, Plain(failure.Message), innerException: failure);
        }
        catch (StoreException failure)
        {
            throw new GrpcStatusException(StatusCode.Unavailable, failure.Message, innerException: failure);
        }
    }

    private (AssetIndex Index, IReadOnlyList<string> Problems) Chart(ReplayPlan plan)
    {
        if (plan.AssetFiles.Count == 0)
        {
            return (index, []);
        }

        var reading = ChartFiles.Load([.. plan.AssetFiles.Select(name => folder.Find(name, "plan.asset_files"))]);
        return (AssetIndex.Build(reading.Chart), [.. reading.Problems.Select(problem => problem.ToString())]);
    }

    private IReplayTraffic Traffic(ReplayPlan plan, Instant from, Instant to)
    {
        switch (plan.TrafficCase)
        {
            case ReplayPlan.TrafficOneofCase.Recording:
                return new ReplayInput(folder.Find(plan.Recording, "plan.recording"), RecognisedFormat.Unknown, new StaticReportInterning(), from, to);
            case ReplayPlan.TrafficOneofCase.StoredTracks:
                Require(plan.From is not null, "plan.from is missing; stored tracks are replayed from a time on");
                return new StoredTraffic(tracks, from, to);
            default:
                throw new GrpcStatusException(StatusCode.InvalidArgument, "plan has neither recording nor stored_tracks");
        }
    }

    private static Instant? Time(Google.Protobuf.WellKnownTypes.Timestamp? said, string field)
    {
        Require(said is null or { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and <= 999_999_999 }, $"{field} is no time of the years 1 to 9999");
        return said is null ? null : WireTime.ToDomain(said);
    }

    /// <summary>A sentence that quotes a file or a request; what of it is no plain text is not repeated.</summary>
    private static string Plain(string message) => PlainText.Clean(message.Length > 2_000 ? message[..2_000] : message);

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }
    }
}
