using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>One vessel's track, page by page: every fix, simplified, or resampled.</summary>
/// <remarks>A ship that lay still for years is simplified to two points, and all of her fixes are read for them: so each piece is read in a turn of its own.</remarks>
/// <param name="tracks">Where it is.</param>
/// <param name="turns">Whose turns are taken.</param>
internal sealed class TrackReadings(ITrackStore tracks, SearchTurns turns)
{
    public const int MostPoints = 50_000;
    public const double MostToleranceMetres = 10_000;
    public const int MostSeconds = 86_400;
    private const int UsualPoints = 10_000;
    private const int UsualGapSeconds = 600;

    /// <summary>Fixes that are simplified together: what each page has to look at again, and what a track that is simplified badly can cost.</summary>
    private const int FixesOfStretch = 4_000;

    private readonly StoredPositions positions = new(tracks, turns);
    private readonly VesselFinder finder = new(tracks);
    private readonly VesselNames names = new(tracks);

    /// <summary>A page of it.</summary>
    public async Task<ReadTrackResponse> ReadAsync(ReadTrackRequest request, CancellationToken cancellation)
    {
        var (from, to) = Periods.Open(request.From, request.To);
        var simplify = request.SimplifyMetres;
        Refused.Unless(simplify is >= 0 and <= MostToleranceMetres, "simplify_metres", $"simplify_metres is {simplify}; it must be from 0 to {MostToleranceMetres}");
        Refused.Unless(request.ResampleSeconds is >= 0 and <= MostSeconds, "resample_seconds", $"resample_seconds is {request.ResampleSeconds}; it must be from 0 to {MostSeconds}");
        Refused.Unless(simplify == 0 || request.ResampleSeconds == 0, "resample_seconds", "a track is simplified or resampled, not both");
        Refused.Unless(request.MaxGapSeconds is >= 0 and <= MostSeconds, "max_gap_seconds", $"max_gap_seconds is {request.MaxGapSeconds}; it must be from 0 to {MostSeconds}");
        Refused.Unless(request.PageSize >= 0, "page_size", $"page_size is {request.PageSize}; it must be 0 or more");
        var maxGap = TimeSpan.FromSeconds(request.MaxGapSeconds == 0 ? UsualGapSeconds : request.MaxGapSeconds);
        var size = request.PageSize == 0 ? UsualPoints : Math.Min(request.PageSize, MostPoints);
        Span<long> token = stackalloc long[5];
        var place = PageToken.TryRead(request, token) ? new Place(token[0], (int)token[1], (int)token[2], token[3]) : (Place?)null;
        Refused.Unless(token[4] is >= 0 and <= TrackQueries.LargestMmsi, "page_token", "page_token is none of this list");

        // The vessel of the first page is that of all of them, whoever is called so meanwhile.
        var first = (uint)token[4];
        var mmsi = place is null ? await turns.ReadAsync(() => finder.Find(request.Vessel, "vessel", cancellation), cancellation) : new Mmsi(first);
        var points = request.ResampleSeconds > 0 ? Resampled(mmsi, from, to, TimeSpan.FromSeconds(request.ResampleSeconds), maxGap, place, cancellation)
            : simplify > 0 ? Simplified(mmsi, from, to, simplify, maxGap, place, cancellation)
            : Raw(mmsi, from, to, maxGap, place, cancellation);
        var response = new ReadTrackResponse();
        var last = place;
        var bytes = 0;
        await foreach (var (point, at) in points)
        {
            if (response.Points.Count == size || bytes > PageSizes.MostAnswerBytes)
            {
                response.NextPageToken = PageToken.Make(request, last!.Value.Seconds, last.Value.RawLatitude, last.Value.RawLongitude, last.Value.Given, mmsi.Value);
                break;
            }

            response.Points.Add(TrackMessages.Of(point));
            bytes += response.Points[^1].CalculateSize();
            last = at;
        }

        response.Vessel = await turns.ReadAsync(() => Who(mmsi, response.Points.FirstOrDefault(), cancellation), cancellation);
        return response;
    }

    /// <exception cref="GrpcStatusException">No report of hers is stored.</exception>
    private Vessel Who(Mmsi mmsi, TrackPoint? first, CancellationToken cancellation)
    {
        if (first is null && tracks.GetVessel(mmsi) is null && tracks.LastPosition(mmsi, cancellation) is null)
        {
            throw TrackQueries.NotFound(mmsi);
        }

        return first is null ? names.Last(mmsi) : names.At(mmsi, WireTime.ToDomain(first.Time), cancellation);
    }

    private async IAsyncEnumerable<(TrackFix Point, Place At)> Raw(Mmsi mmsi, Instant from, Instant to, TimeSpan maxGap, Place? place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        PositionReport? before = null;
        await foreach (var fix in From(mmsi, from, to, place, cancellation))
        {
            if (place is null || Place.Of(fix) != place)
            {
                yield return (new TrackFix(fix, false, before is { } last && !new TrackLeg(last, fix).IsSailed(maxGap)), Place.Of(fix));
            }

            before = fix;
        }
    }

    /// <summary>In stretches that share their ends; they begin where the span does, so every page finds the same ones.</summary>
    private async IAsyncEnumerable<(TrackFix Point, Place At)> Simplified(Mmsi mmsi, Instant from, Instant to, double tolerance, TimeSpan maxGap, Place? place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var stretch = new List<PositionReport>(FixesOfStretch);
        var kept = new List<int>();
        var given = (int)Math.Clamp(place?.Given ?? 0, 0, FixesOfStretch);
        await using var fixes = From(mmsi, from, to, place, cancellation).GetAsyncEnumerator(cancellation);
        bool isMore;
        do
        {
            while (stretch.Count < FixesOfStretch && await fixes.MoveNextAsync())
            {
                stretch.Add(fixes.Current);
            }

            isMore = stretch.Count == FixesOfStretch;
            TrackSimplifier.Simplify(CollectionsMarshal.AsSpan(stretch), tolerance, maxGap, kept);
            for (var number = given; number < kept.Count; number++)
            {
                var isAfterGap = number > 0 && kept[number] == kept[number - 1] + 1 && !new TrackLeg(stretch[kept[number - 1]], stretch[kept[number]]).IsSailed(maxGap);
                yield return (new TrackFix(stretch[kept[number]], false, isAfterGap), Place.Of(stretch[0]) with { Given = number + 1 });
            }

            if (stretch.Count > 1)
            {
                stretch.RemoveRange(0, stretch.Count - 1);
                given = 1;
            }
        }
        while (isMore);
    }

    private async IAsyncEnumerable<(TrackFix Point, Place At)> Resampled(Mmsi mmsi, Instant from, Instant to, TimeSpan interval, TimeSpan maxGap, Place? place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = place is { } last ? Instant.Max(from, Instant.FromUnixSeconds(last.Seconds + 1)) : from;
        var resampler = new TrackResampler(interval, maxGap);
        var points = new List<TrackFix>();
        var isFirst = place is null;

        // A leg into the span begins before it, one out of it ends after it, by the longest silence at most.
        await foreach (var fix in positions.OfVesselAsync(mmsi, (place is null ? from : first) - maxGap - interval, to + maxGap, cancellation))
        {
            points.Clear();
            resampler.Add(fix, first - interval, to, points);
            foreach (var point in points)
            {
                if (point.Report.Time >= first)
                {
                    yield return (isFirst ? point with { IsAfterGap = false } : point, new Place(point.Report.Time.UnixSeconds, 0, 0, 0));
                    isFirst = false;
                }
            }

            if (fix.Time > to)
            {
                yield break;
            }
        }
    }

    private IAsyncEnumerable<PositionReport> From(Mmsi mmsi, Instant from, Instant to, Place? place, CancellationToken cancellation) => place is { } at
        ? positions.OfVesselAsync(mmsi, Instant.Max(from, Instant.FromUnixSeconds(at.Seconds)), to, cancellation).SkipWhile(fix => Place.Of(fix).CompareTo(at) < 0)
        : positions.OfVesselAsync(mmsi, from, to, cancellation);

    /// <summary>A place in a track, and how many points were given from there on.</summary>
    private readonly record struct Place(long Seconds, int RawLatitude, int RawLongitude, long Given)
    {
        public static Place Of(in PositionReport fix) => new(fix.Time.UnixSeconds, fix.RawLatitude, fix.RawLongitude, 0);

        public int CompareTo(Place other) => (Seconds, RawLatitude, RawLongitude).CompareTo((other.Seconds, other.RawLatitude, other.RawLongitude));
    }
}
