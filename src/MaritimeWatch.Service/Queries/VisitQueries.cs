using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Who was in an area.</summary>
internal sealed class VisitQueries(ITrackStore tracks, PassageQueries passages)
{
    private const int UsualGapSeconds = 600;
    private const int MostGapSeconds = 1_800;

    /// <summary>How fast a vessel is looked for outside of the area: one that passes it between two fixes was no further from it than she makes in the longest silence.</summary>
    private const double MarginKnots = 30;

    private readonly StoredPositions positions = new(tracks);
    private readonly VesselNames names = new(tracks);

    /// <summary>A page of them.</summary>
    public async Task<ListVisitsResponse> ListAsync(ListVisitsRequest request, AnswerPages pages, string caller, CancellationToken cancellation)
    {
        var (from, to) = Periods.Bounded(request.From, request.To);
        var region = Regions.Of(request.Area, request.Polygon, request.Circle);
        Refused.Unless(region is null || request.AssetId.Length == 0, "asset_id", "an area and an asset are given together; one of them is enough");
        Refused.Unless(region is not null || request.AssetId.Length > 0, "area", "area, polygon, circle or asset_id must be set");
        Refused.Unless(request.MaxGapSeconds is >= 0 and <= MostGapSeconds, "max_gap_seconds", $"max_gap_seconds is {request.MaxGapSeconds}; it must be from 0 to {MostGapSeconds}");
        Refused.Unless(region is null || request.WithinMetres == 0, "within_metres", "within_metres goes with asset_id");
        var maxGap = TimeSpan.FromSeconds(request.MaxGapSeconds == 0 ? UsualGapSeconds : request.MaxGapSeconds);
        var (rows, token) = await pages.PageAsync(request, request.PageSize, caller, Key, () => region is null
            ? passages.VisitsAsync(request.AssetId, request.WithinMetres, from, to, cancellation)
            : InsideAsync(region, from, to, maxGap, cancellation));
        var response = new ListVisitsResponse { NextPageToken = token };
        response.Visits.AddRange(rows.Select(visit => visit.Clone()));
        foreach (var visit in response.Visits)
        {
            visit.Vessel = names.At(new Mmsi(visit.Vessel.Mmsi), WireTime.ToDomain(visit.LastInside), cancellation);
        }

        return response;
    }

    private async Task<List<Visit>> InsideAsync(ITrackRegion region, Instant from, Instant to, TimeSpan maxGap, CancellationToken cancellation)
    {
        var box = Regions.Widened(region.Box, MarginKnots * Nautical.MetresPerSecondPerKnot * maxGap.TotalSeconds);
        var vessels = new Dictionary<Mmsi, RegionVisit>();
        var heardFrom = await positions.HeardFromAsync(from - maxGap, from, to, cancellation);
        await foreach (var piece in positions.InBoxesAsync([box], from - maxGap, to + maxGap, cancellation))
        {
            foreach (var fix in piece)
            {
                if (!vessels.TryGetValue(fix.Mmsi, out var visit))
                {
                    vessels.Add(fix.Mmsi, visit = new RegionVisit(region, from, to, maxGap, heardFrom));
                }

                visit.Add(fix);
            }
        }

        var heardUntil = positions.HeardUntil(to + maxGap);
        foreach (var visit in vessels.Values)
        {
            visit.End(heardUntil);
        }

        return [.. vessels.Where(vessel => vessel.Value.IsInside).Select(vessel => Of(vessel.Key, vessel.Value))];
    }

    private static Visit Of(Mmsi mmsi, RegionVisit stay)
    {
        var visit = new Visit
        {
            Vessel = new Vessel { Mmsi = mmsi.Value },
            FirstInside = WireTime.ToProto(stay.FirstInside!.Value),
            LastInside = WireTime.ToProto(stay.LastInside!.Value),
            FirstInterpolated = stay.IsFirstInterpolated,
            LastInterpolated = stay.IsLastInterpolated,
            SecondsInside = stay.TimeInside.TotalSeconds,
            FixCount = stay.Fixes,
            SilentBefore = stay.IsSilentBefore,
            SilentAfter = stay.IsSilentAfter,
        };
        if (stay.Closest is { } closest)
        {
            visit.Closest = TrackMessages.Of(new TrackFix(closest, stay.IsClosestInterpolated, false));
            visit.ClosestMetres = Math.Round(stay.ClosestMetres, 1);
        }

        return visit;
    }

    private static (long Time, long Mmsi, long One) Key(Visit visit) => (WireTime.ToDomain(visit.FirstInside).UnixMilliseconds, visit.Vessel.Mmsi, 0);
}
