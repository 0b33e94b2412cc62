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

    /// <summary>Visits of a page with their ways: 2 MB of them.</summary>
    private const int MostWithWay = 500;

    /// <summary>Points of a way that take as much memory as a visit.</summary>
    private const int PointsOfARow = 20;

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
        var size = request.WithWay ? Math.Min(MostWithWay, PageSizes.Of(request.PageSize)) : request.PageSize;
        var (rows, token) = await pages.PageAsync(
            request,
            size,
            caller,
            Key,
            async () => region is null
                ? [.. (await passages.VisitsAsync(request.AssetId, request.WithinMetres, from, to, cancellation)).Select(visit => new Found(visit, null))]
                : await InsideAsync(region, from, to, maxGap, request.WithWay, cancellation),
            row => 1 + ((row.Way?.Count ?? 0) / PointsOfARow));
        var response = new ListVisitsResponse { NextPageToken = token };
        foreach (var (found, way) in rows)
        {
            var visit = found.Clone();
            visit.Vessel = names.At(new Mmsi(visit.Vessel.Mmsi), WireTime.ToDomain(visit.LastInside), cancellation);
            visit.Way.AddRange(way?.Points().Select(TrackMessages.Placed) ?? []);
            visit.WayCut = way?.IsCut ?? false;
            response.Visits.Add(visit);
        }

        return response;
    }

    private async Task<List<Found>> InsideAsync(ITrackRegion region, Instant from, Instant to, TimeSpan maxGap, bool withWay, CancellationToken cancellation)
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
                    vessels.Add(fix.Mmsi, visit = new RegionVisit(region, from, to, maxGap, heardFrom, withWay ? new RegionWay() : null));
                }

                visit.Add(fix);
            }
        }

        var heardUntil = positions.HeardUntil(to + maxGap);
        foreach (var visit in vessels.Values)
        {
            visit.End(heardUntil);
        }

        return [.. vessels.Where(vessel => vessel.Value.IsInside).Select(vessel => new Found(Of(vessel.Key, vessel.Value), vessel.Value.Way))];
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

    private static (long Time, long Mmsi, long One) Key(Found found) => (WireTime.ToDomain(found.Visit.FirstInside).UnixMilliseconds, found.Visit.Vessel.Mmsi, 0);

    private sealed record Found(Visit Visit, RegionWay? Way);
}
