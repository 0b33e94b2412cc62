using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;
using Encounter = MaritimeWatch.Detection.Tracks.Encounter;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Queries;

/// <summary>Which vessels lay together at sea.</summary>
internal sealed class EncounterQueries
{
    private static readonly EncounterOptions Options = new();

    /// <summary>The store is read so much at a time: memory holds the places of one piece, whatever the period.</summary>
    private static readonly TimeSpan Piece = TimeSpan.FromHours(6);

    private readonly VesselNames names;
    private readonly StoredPositions positions;
    private readonly AssetIndex shelters;

    /// <param name="tracks">Where the positions are.</param>
    /// <param name="chart">Has the anchorages and ports.</param>
    public EncounterQueries(ITrackStore tracks, Chart chart)
    {
        names = new VesselNames(tracks);
        positions = new StoredPositions(tracks);
        shelters = AssetIndex.Build(new Chart([], [.. chart.Areas.Where(area => area.Category is ContextCategory.Anchorage or ContextCategory.Port)]));
    }

    /// <summary>A page of them.</summary>
    public async Task<ListEncountersResponse> ListAsync(ListEncountersRequest request, AnswerPages pages, string caller, CancellationToken cancellation)
    {
        Refused.Unless(request.Area is not null, "area", "area is not set");
        var box = Boxes.Of(request.Area!, "area");
        var (from, to) = Periods.Bounded(request.From, request.To);
        var (rows, token) = await pages.PageAsync(request, request.PageSize, caller, Key, () => SearchAsync(box, from, to, cancellation));
        var response = new ListEncountersResponse { NextPageToken = token };
        response.Encounters.AddRange(rows.Select(encounter => Of(encounter, cancellation)));
        return response;
    }

    /// <summary>What was going on within the period; two hours more on either side tell whether it lasted long enough.</summary>
    private async Task<List<Encounter>> SearchAsync(GeoBox box, Instant from, Instant to, CancellationToken cancellation)
    {
        var (first, last) = (from - Options.Least, to + Options.Least);
        var search = new EncounterSearch(Options, first, last, IsSheltered, positions.HeardUntil(last + Options.MaxGap));
        var widened = Regions.Widened(box, Options.MarginMetres);
        var end = last + Options.MaxGap;
        var read = 0;
        for (var start = first - Options.MaxGap; start <= end; start += Piece)
        {
            var until = Instant.Min(end, new Instant((start + Piece).UnixMilliseconds - 1));
            await foreach (var piece in positions.InBoxesAsync([widened], start, until, cancellation))
            {
                foreach (var fix in piece)
                {
                    search.Add(fix);
                    read++;
                }
            }

            using var turn = await SearchTurns.Shared.TakeAsync(cancellation);
            search.Advance(until);
            if (search.IsTooDense || read > StoredPositions.Most)
            {
                throw Refused.Field("area", "too many vessels lie close together there: ask for a smaller area, a shorter period, or chart the anchorages and ports", "QUESTION_TOO_LARGE");
            }
        }

        search.Complete();
        return [.. search.Found.Where(encounter => encounter.Until >= from && encounter.Since <= to && box.Contains(encounter.Place))];
    }

    private bool IsSheltered(GeoPosition place, Instant time)
    {
        Span<AreaProximity> nearest = new AreaProximity[1];
        return shelters.Chart.Areas.Length > 0 && shelters.FindAreas(place, Options.FromAnchorageMetres, time, nearest) > 0;
    }

    private Contracts.V1.Encounter Of(Encounter encounter, CancellationToken cancellation) => new()
    {
        Vessel = names.At(encounter.One, encounter.Until, cancellation),
        Other = names.At(encounter.Other, encounter.Until, cancellation),
        Since = WireTime.ToProto(encounter.Since),
        Until = WireTime.ToProto(encounter.Until),
        Position = WirePosition.ToProto(encounter.Place),
        ClosestMetres = Math.Round(encounter.ClosestMetres, 1),
        MeanMetres = Math.Round(encounter.MeanMetres, 1),
        MedianKnots = Math.Round(encounter.MedianKnots, 2),
        OpenAtStart = encounter.IsOpenAtStart,
        OpenAtEnd = encounter.IsOpenAtEnd,
    };

    private static (long Time, long One, long Other) Key(Encounter encounter) => (encounter.Since.UnixMilliseconds, encounter.One.Value, encounter.Other.Value);
}
