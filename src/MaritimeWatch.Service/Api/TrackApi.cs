using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.TrackService</c> over the track store.</summary>
internal sealed class TrackApi
{
    private const int DefaultPoints = 10_000;
    private const int MostPoints = 50_000;

    /// <summary>A year of a Class A ship at one report in ten seconds is three million; beyond this the question must be narrowed.</summary>
    private const int MostStoredPoints = 4_000_000;

    private readonly ITrackStore tracks;

    public TrackApi(ITrackStore tracks)
    {
        this.tracks = tracks;
        Definition = new GrpcServiceDefinition(TrackServiceReflection.Descriptor.Services[0])
            .Unary<GetTrackRequest, GetTrackResponse>("GetTrack", (request, _) => Task.FromResult(GetTrack(request)));
    }

    public GrpcServiceDefinition Definition { get; }

    /// <summary>The stored track of one vessel, thinned evenly where it is longer than asked for.</summary>
    public GetTrackResponse GetTrack(GetTrackRequest request)
    {
        var maxPoints = request.MaxPoints == 0 ? DefaultPoints : request.MaxPoints;
        Require(request.Mmsi <= 999_999_999, $"mmsi is {request.Mmsi}; it must have at most nine digits");
        Require(maxPoints is >= 1 and <= MostPoints, $"max_points is {maxPoints}; it must be between 1 and {MostPoints}");

        Require(IsTime(request.From), "from is no time of the years 1 to 9999");
        Require(IsTime(request.To), "to is no time of the years 1 to 9999");

        var from = request.From is { } first ? WireTime.ToDomain(first) : Instant.MinValue;
        var to = request.To is { } last ? WireTime.ToDomain(last) : Instant.MaxValue;
        Require(from <= to, $"from, {from}, is after to, {to}");

        var mmsi = new Mmsi(request.Mmsi);
        var (stored, isKnown) = Read(mmsi, from, to);
        if (!isKnown)
        {
            throw new GrpcStatusException(StatusCode.NotFound, $"no report of {mmsi} is stored");
        }

        Require(stored.Count <= MostStoredPoints, $"more than {MostStoredPoints} points are stored in this span; ask for a shorter one");
        var response = new GetTrackResponse { StoredPointCount = stored.Count };
        response.Points.AddRange(Thinned(stored, maxPoints).Select(ToProto));
        return response;
    }

    /// <summary>At most so many of the points, evenly spread, the first and the last among them.</summary>
    internal static IEnumerable<PositionReport> Thinned(IReadOnlyList<PositionReport> points, int most) => points.Count <= most
        ? points
        : Enumerable.Range(0, most).Select(number => points[most == 1 ? points.Count - 1 : (int)((long)number * (points.Count - 1) / (most - 1))]);

    private (IReadOnlyList<PositionReport> Stored, bool IsKnown) Read(Mmsi mmsi, Instant from, Instant to)
    {
        try
        {
            // The contract's end is part of the span, the store's is not.
            var end = to == Instant.MaxValue ? to : new Instant(to.UnixMilliseconds + 1);
            var stored = tracks.GetTrack(mmsi, from, end, MostStoredPoints + 1);
            var isKnown = stored.Count > 0 || tracks.GetVessel(mmsi) is not null || tracks.GetTrack(mmsi, Instant.MinValue, Instant.MaxValue, 1).Count > 0;
            return (stored, isKnown);
        }
        catch (StoreException failure)
        {
            throw new GrpcStatusException(StatusCode.Unavailable, failure.Message, innerException: failure);
        }
    }

    /// <summary>Whether a timestamp is absent or keeps the limits of its message (google/protobuf/timestamp.proto).</summary>
    private static bool IsTime(Timestamp? timestamp) => timestamp is null or { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and <= 999_999_999 };

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }
    }

    private static TrackPoint ToProto(PositionReport report)
    {
        var point = new TrackPoint { Time = WireTime.ToProto(report.Time), Position = WirePosition.ToProto(report.Position) };
        if (report.SpeedOverGroundKnots is { } speed)
        {
            point.SpeedOverGroundKnots = speed;
        }

        if (report.CourseOverGroundDegrees is { } course)
        {
            point.CourseOverGroundDegrees = course;
        }

        if (report.TrueHeadingDegrees is { } heading)
        {
            point.TrueHeadingDegrees = heading;
        }

        if (report.Status != NavigationalStatus.Undefined)
        {
            point.NavigationalStatus = (uint)report.Status;
        }

        return point;
    }
}
