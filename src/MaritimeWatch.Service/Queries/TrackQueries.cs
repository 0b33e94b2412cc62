using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Where vessels have been.</summary>
internal sealed class TrackQueries(ITrackStore tracks)
{
    public const uint LargestMmsi = 999_999_999;

    private const int UsualTrackPoints = 10_000;
    private const int MostTrackPoints = 50_000;
    private const int UsualVessels = 1_000;
    private const int MostVessels = 10_000;
    private const int UsualPoints = 100_000;
    private const int MostPoints = 500_000;
    private const int PointsOfAPiece = 1_000;
    private const int PointsRead = 4_000;

    /// <summary>The stored track of one vessel, thinned evenly where it is longer than asked for.</summary>
    public async Task<GetTrackResponse> TrackAsync(GetTrackRequest request, CancellationToken cancellation)
    {
        var most = request.MaxPoints == 0 ? UsualTrackPoints : request.MaxPoints;
        Refused.Unless(request.Mmsi <= LargestMmsi, "mmsi", $"mmsi is {request.Mmsi}; it must have at most nine digits");
        Refused.Unless(most is >= 1 and <= MostTrackPoints, "max_points", $"max_points is {most}; it must be between 1 and {MostTrackPoints}");
        var (from, to) = Periods.Open(request.From, request.To);

        var mmsi = new Mmsi(request.Mmsi);
        var track = await SearchTurns.Shared.ReadAsync(() => tracks.GetThinnedTrack(mmsi, from, Periods.End(to), most, cancellation), cancellation);
        if (track.StoredCount == 0 && !IsKnown(mmsi, cancellation))
        {
            throw NotFound(mmsi);
        }

        var response = new GetTrackResponse { StoredPointCount = track.StoredCount };
        response.Points.AddRange(track.Points.Select(point => TrackMessages.Of(point)));
        return response;
    }

    /// <summary>Gives every position inside an area and a span, piece by piece, and last where to go on.</summary>
    /// <param name="request">Which.</param>
    /// <param name="send">Takes each message; while it is at it, nothing is read.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    public async Task InAreaAsync(QueryTracksRequest request, Func<QueryTracksResponse, Task> send, CancellationToken cancellation)
    {
        var (box, from, to) = Span(request);
        var mostVessels = Limit("max_vessels", request.MaxVessels, UsualVessels, MostVessels);
        var mostPoints = Limit("max_points", request.MaxPoints, UsualPoints, MostPoints);
        var after = Place(request);
        var vessels = new HashSet<Mmsi>();
        var points = 0;
        while (true)
        {
            // One more than may be given tells whether there is more.
            var wanted = Math.Min(PointsRead, mostPoints - points + 1);
            var found = await ReadAsync(box, from, to, after, wanted, cancellation);
            var given = 0;
            while (given < found.Count && points < mostPoints && (vessels.Contains(found[given].Mmsi) || vessels.Count < mostVessels))
            {
                var piece = Piece(found, given, mostPoints - points);
                vessels.Add(found[given].Mmsi);
                await send(new QueryTracksResponse { Piece = piece });
                given += piece.Points.Count;
                points += piece.Points.Count;
                after = TrackPlace.Of(found[given - 1]);
            }

            if (given < found.Count || found.Count < wanted)
            {
                await send(new QueryTracksResponse { NextPageToken = given < found.Count ? Token(request, after!.Value) : "" });
                return;
            }
        }
    }

    private Task<IReadOnlyList<PositionReport>> ReadAsync(GeoBox box, Instant from, Instant to, TrackPlace? after, int wanted, CancellationToken cancellation) =>
        SearchTurns.Shared.ReadAsync(() => tracks.ReadArea(box, from, Periods.End(to), after, wanted, cancellation), cancellation);

    public static GrpcStatusException NotFound(Mmsi mmsi) =>
        Refused.For(StatusCode.NotFound, "VESSEL_NOT_FOUND", $"no report of {mmsi} is stored", values: ("mmsi", mmsi.ToString()));

    private static (GeoBox Box, Instant From, Instant To) Span(QueryTracksRequest request)
    {
        Refused.Unless(request.Area is not null, "area", "area is not set");
        var box = Boxes.Of(request.Area!, "area");
        var (from, to) = Periods.Bounded(request.From, request.To);
        return (box, from, to);
    }

    private static int Limit(string field, int asked, int usual, int most)
    {
        Refused.Unless(asked >= 0 && asked <= most, field, $"{field} is {asked}; it must be between 1 and {most}, or 0 for {usual}");
        return asked == 0 ? usual : asked;
    }

    /// <summary>The points of one vessel that follow each other.</summary>
    private static TrackPiece Piece(IReadOnlyList<PositionReport> found, int first, int most)
    {
        var piece = new TrackPiece { Mmsi = found[first].Mmsi.Value };
        for (var number = first; number < found.Count && number - first < Math.Min(most, PointsOfAPiece) && found[number].Mmsi == found[first].Mmsi; number++)
        {
            piece.Points.Add(TrackMessages.Of(found[number]));
        }

        return piece;
    }

    private static TrackPlace? Place(QueryTracksRequest request)
    {
        Span<long> place = stackalloc long[4];
        return PageToken.TryRead(request, place) ? new TrackPlace(place[0], (uint)place[1], (int)place[2], (int)place[3]) : null;
    }

    private static string Token(QueryTracksRequest request, TrackPlace place) => PageToken.Make(request, place.UnixSeconds, place.Mmsi, place.RawLatitude, place.RawLongitude);

    private bool IsKnown(Mmsi mmsi, CancellationToken cancellation) => Refused.Read(() => tracks.GetVessel(mmsi) is not null || tracks.LastPosition(mmsi, cancellation) is not null);
}
