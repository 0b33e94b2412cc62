using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Counts of the traffic of an area in a period.</summary>
internal sealed class TrafficStatisticsQueries(ITrackStore tracks)
{
    private const int MostSilences = 20;
    private static readonly GeoBox Everywhere = new(-90, -180, 90, 180);

    private readonly StoredPositions positions = new(tracks);
    private readonly VesselNames names = new(tracks);

    /// <summary>All of them.</summary>
    public async Task<GetTrafficStatisticsResponse> GetAsync(GetTrafficStatisticsRequest request, CancellationToken cancellation)
    {
        var (from, to) = Periods.Bounded(request.From, request.To);
        var region = Regions.Of(request.Area, request.Polygon, request.Circle);
        var tally = new TrafficTally();
        await foreach (var piece in positions.InBoxesAsync([region?.Box ?? Everywhere], from, to, cancellation))
        {
            foreach (var fix in piece.Where(fix => region is null || region.Contains(fix.Position)))
            {
                tally.Add(fix);
            }
        }

        var response = new GetTrafficStatisticsResponse { PositionCount = tally.Positions, VesselCount = tally.Vessels.Count(), WithoutSpeedCount = tally.WithoutSpeed };
        response.Days.AddRange(tally.Days.Select(day => new DayCount { Day = WireTime.ToProto(day.Day), PositionCount = day.Positions, VesselCount = day.Vessels }));
        response.ShipTypes.AddRange(ShipTypes(tally, cancellation));
        response.Speeds.AddRange(Speeds(tally));
        response.Intervals.AddRange(TrafficTally.IntervalLimitsSeconds.Zip(tally.Intervals, (limit, count) => new IntervalCount { UpToSeconds = limit, Count = count }));
        var silences = tally.Silences.Where(silence => IsSilence(silence, region is not null, cancellation)).ToList();

        // Everywhere each is one and all are counted; of an area those that were looked at.
        response.SilencesCut = region is not null && tally.SilenceCount > TrafficTally.MostSilences;
        response.SilenceCount = region is null ? (int)Math.Min(int.MaxValue, tally.SilenceCount) : silences.Count;
        response.Silences.AddRange(silences.Take(MostSilences).Select(silence => new Silence
        {
            Vessel = names.At(silence.Last.Mmsi, silence.Last.Time, cancellation),
            Last = TrackMessages.Of(silence.Last),
            Next = TrackMessages.Of(silence.Next),
        }));
        return response;
    }

    /// <summary>Whether she was heard nowhere in between: of the fixes of an area she may only have been outside.</summary>
    private bool IsSilence(TrackSilence silence, bool isOfArea, CancellationToken cancellation) => !isOfArea || Refused.Read(() => tracks.GetTrack(
        silence.Last.Mmsi, silence.Last.Time + TimeSpan.FromSeconds(1), silence.Next.Time, 1, cancellation).Count == 0);

    private IEnumerable<ShipTypeCount> ShipTypes(TrafficTally tally, CancellationToken cancellation)
    {
        var types = new SortedDictionary<string, ShipTypeCount>(StringComparer.Ordinal);
        foreach (var (mmsi, count) in tally.Vessels)
        {
            cancellation.ThrowIfCancellationRequested();
            var type = Refused.Read(() => tracks.GetVessel(mmsi))?.Static.ShipType?.Category ?? "";
            if (!types.TryGetValue(type, out var counted))
            {
                types.Add(type, counted = new ShipTypeCount { ShipType = type });
            }

            counted.PositionCount += count;
            counted.VesselCount++;
        }

        return types.Values;
    }

    private static IEnumerable<SpeedCount> Speeds(TrafficTally tally)
    {
        for (var place = 0; place < tally.Speeds.Count; place++)
        {
            var speeds = new SpeedCount { AboveKnots = place == 0 ? 0 : TrafficTally.SpeedLimitsKnots[place - 1], PositionCount = tally.Speeds[place] };
            if (place < TrafficTally.SpeedLimitsKnots.Count)
            {
                speeds.UpToKnots = TrafficTally.SpeedLimitsKnots[place];
            }

            yield return speeds;
        }
    }
}
