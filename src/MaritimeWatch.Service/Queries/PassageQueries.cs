using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Who came near a charted asset, and who crossed it.</summary>
/// <param name="tracks">Where the positions are.</param>
/// <param name="chart">Has the asset. Its status and validity do not matter: who asks about it means it.</param>
internal sealed class PassageQueries(ITrackStore tracks, Chart chart)
{
    public const double MostWithinMetres = 50_000;
    private const double UsualWithinMetres = 1_852;

    private readonly PassageTracks passing = new(tracks);
    private readonly VesselNames names = new(tracks);

    /// <summary>Every vessel within a distance of an asset in a period, in no order; of each the MMSI alone is known.</summary>
    public async Task<List<Visit>> VisitsAsync(string assetId, double withinMetres, Instant from, Instant to, CancellationToken cancellation)
    {
        Refused.Unless(withinMetres is >= 0 and <= MostWithinMetres, "within_metres", $"within_metres is {withinMetres}; it must be from 0 to {MostWithinMetres}");
        var passages = new AssetPassages(Asset(assetId), withinMetres == 0 ? UsualWithinMetres : withinMetres);
        var visits = new List<Visit>();
        var positions = new StoredPositions(tracks);
        var heardFrom = await positions.HeardFromAsync(from - PassageTracks.LeadOfVisit, from, to, cancellation);
        var heardUntil = positions.HeardUntil(to + PassageTracks.LeadOfVisit);
        await foreach (var (mmsi, runs) in passing.NearAsync(passages, from, to, PassageTracks.LeadOfVisit, PassageTracks.MarginOfVisitMetres, cancellation))
        {
            var stays = new AssetStay(from, to);
            foreach (var run in runs)
            {
                var fixes = Clipped(run, from, to);
                stays.Add(passages.Find(fixes), run);
            }

            if (stays.ToVisit(mmsi, heardFrom, heardUntil) is { } visit)
            {
                visits.Add(visit);
            }
        }

        return visits;
    }

    /// <summary>A page of them.</summary>
    public async Task<ListCrossingsResponse> CrossingsAsync(ListCrossingsRequest request, AnswerPages pages, string caller, CancellationToken cancellation)
    {
        var (from, to) = Periods.Bounded(request.From, request.To);
        var asset = Asset(request.AssetId);
        Refused.Unless(!asset.IsArea || (!request.HasFromKm && !request.HasToKm), "from_km", $"{asset.Id} is an area: it has no kilometres");
        var range = new KilometreRange(request.HasFromKm ? request.FromKm : 0, request.HasToKm ? request.ToKm : double.PositiveInfinity);
        Refused.Unless(range.IsValid, "to_km", $"a stretch runs from one kilometre, 0 or more, to a later one, not from {range.From} to {range.To}");
        var (rows, token) = await pages.PageAsync(request, request.PageSize, caller, Key, () => FindAsync(asset, range, from, to, cancellation));
        var response = new ListCrossingsResponse { NextPageToken = token };
        response.Crossings.AddRange(rows.Select(crossing => crossing.Clone()));
        foreach (var crossing in response.Crossings)
        {
            crossing.Vessel = names.At(new Mmsi(crossing.Vessel.Mmsi), WireTime.ToDomain(crossing.Time), cancellation);
        }

        return response;
    }

    private async Task<List<Crossing>> FindAsync(ChartedAsset asset, KilometreRange range, Instant from, Instant to, CancellationToken cancellation)
    {
        AssetPassages passages;
        try
        {
            passages = new AssetPassages(asset, 0, range);
        }
        catch (ArgumentOutOfRangeException wrong) when (!range.IsWhole)
        {
            throw Refused.Field("from_km", $"{asset.Id} has no such stretch: {wrong.Message}");
        }

        var crossings = new List<Crossing>();
        await foreach (var (mmsi, runs) in passing.NearAsync(passages, from, to, PassageTracks.LeadOfCrossing, PassageTracks.MarginOfCrossingMetres, cancellation))
        {
            foreach (var approach in runs.SelectMany(run => passages.Find(run)))
            {
                // Of one that is only possible nobody knows the time: it counts wherever it may have been.
                foreach (var point in approach.Crossings.Where(point => approach.IsPossible ? point.Latest >= from && point.Earliest <= to : point.Time >= from && point.Time <= to))
                {
                    crossings.Add(Of(mmsi, point, approach.IsPossible));
                }
            }
        }

        return crossings;
    }

    private ChartedAsset Asset(string id)
    {
        Refused.Unless(id.Length > 0, "asset_id", "asset_id is not set");
        return chart.Assets.FirstOrDefault(asset => asset.Id == id)
            ?? throw Refused.For(StatusCode.NotFound, "ASSET_NOT_FOUND", $"no asset '{EvidenceBundles.PlainText.Clean(id.Length > 100 ? id[..100] : id)}' is charted");
    }

    /// <summary>Her fixes within the period, and at its ends where she was then: so nothing outside of it counts. What may be a silence is left whole: two places in it a few minutes apart would look as if she had been heard.</summary>
    private static PositionReport[] Clipped(PositionReport[] run, Instant from, Instant to)
    {
        var clipped = new List<PositionReport>(run.Length);
        for (var number = 0; number < run.Length; number++)
        {
            var fix = run[number];
            if (number > 0 && new TrackLeg(run[number - 1], fix) is var leg && leg.IsSailed(PassageTracks.Hole))
            {
                foreach (var end in (ReadOnlySpan<Instant>)[from, to])
                {
                    if (run[number - 1].Time < end && end < fix.Time)
                    {
                        clipped.Add(leg.ReportAt(end));
                    }
                }
            }

            // Outside of the period a fix counts only where nothing is known across its end.
            var isLead = fix.Time < from && (number + 1 == run.Length || (run[number + 1].Time > from && !new TrackLeg(fix, run[number + 1]).IsSailed(PassageTracks.Hole)));
            var isTail = fix.Time > to && number > 0 && run[number - 1].Time < to && !new TrackLeg(run[number - 1], fix).IsSailed(PassageTracks.Hole);
            if ((fix.Time >= from && fix.Time <= to) || isLead || isTail)
            {
                clipped.Add(fix);
            }
        }

        return [.. clipped];
    }

    private static Crossing Of(Mmsi mmsi, PassagePoint point, bool isPossible)
    {
        var crossing = new Crossing
        {
            Vessel = new Vessel { Mmsi = mmsi.Value },
            Time = WireTime.ToProto(point.Time),
            Earliest = WireTime.ToProto(point.Earliest),
            Latest = WireTime.ToProto(point.Latest),
            Position = WirePosition.ToProto(point.Vessel),
            SpeedKnots = Math.Round(point.SpeedKnots, 2),
            GapSeconds = point is { Before: { } before, After: { } after } ? (after.Time - before.Time).TotalSeconds : 0,
            Possible = isPossible,
            DoubtMetres = Math.Round(point.Doubt.Metres, 1),
        };
        if (point.KilometresAlong is { } kilometres)
        {
            crossing.KilometresAlong = Math.Round(kilometres, 3);
        }

        if (point.CourseDegrees is { } course)
        {
            crossing.CourseDegrees = Math.Round(course, 1) % 360;
        }

        return crossing;
    }

    private static (long Time, long Mmsi, long Metres) Key(Crossing crossing) =>
        (WireTime.ToDomain(crossing.Time).UnixMilliseconds, crossing.Vessel.Mmsi, (long)Math.Round(crossing.KilometresAlong * 1_000));
}
