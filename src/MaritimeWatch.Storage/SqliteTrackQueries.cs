using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;

namespace MaritimeWatch.Storage;

/// <summary>What is asked of the positions. Times are Unix seconds.</summary>
internal sealed class SqliteTrackQueries(StoredPositions positions)
{
    /// <summary>The positions of a vessel, oldest first, as many as asked for.</summary>
    public List<PositionReport> Track(Mmsi mmsi, long first, long end, int limit, CancellationToken cancellation) =>
        Read(reader => reader.Track(mmsi, first, end, limit, cancellation), cancellation);

    public ThinnedTrack ThinnedTrack(Mmsi mmsi, long first, long end, int most, CancellationToken cancellation) => Read(
        reader =>
        {
            // Read twice, so that no more than the answer is ever held; of one moment, so that what is counted is what is chosen from.
            var stored = Ended(reader.Track(mmsi, first, end), cancellation).LongCount();
            var points = new List<PositionReport>((int)Math.Min(stored, most));
            var number = 0L;
            foreach (var position in Ended(reader.Track(mmsi, first, end), cancellation))
            {
                if (points.Count < most && number == Chosen(points.Count, stored, most))
                {
                    points.Add(position);
                }

                number++;
            }

            return new ThinnedTrack(points, stored);
        },
        cancellation);

    public List<PositionReport> Area(IReadOnlyList<GeoBox> boxes, long first, long end, TrackPlace? after, int limit, CancellationToken cancellation) =>
        boxes.Count == 0 ? [] : Read(reader => reader.Area(new RawBoxes(boxes), first, end, after, cancellation).Take(limit).ToList(), cancellation);

    public PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation) => Read(reader => reader.Last(mmsi), cancellation);

    /// <summary>The newest position of each vessel in the window before the newest position of all.</summary>
    public List<PositionReport> NewestWithin(TimeSpan window, CancellationToken cancellation) => Read(reader => reader.NewestWithin(window, cancellation).ToList(), cancellation);

    /// <summary>The newest or the oldest position of each vessel in a span, in order of MMSI.</summary>
    public List<PositionReport> Ends(SpanEnd which, IReadOnlyList<GeoBox>? boxes, long first, long end, Mmsi from, CancellationToken cancellation) =>
        boxes is { Count: 0 } ? [] : Read(reader => reader.Ends(which, boxes is null ? null : new RawBoxes(boxes), first, end, from, cancellation).OrderBy(position => position.Mmsi.Value).ToList(), cancellation);

    public long? NewestTime() => Read(reader => reader.NewestTime(), CancellationToken.None);

    private T Read<T>(Func<PositionReader, T> query, CancellationToken cancellation) => positions.Read((reader, _) => query(reader), cancellation);

    /// <summary>A track of years is read for a while outside SQLite too.</summary>
    private static IEnumerable<PositionReport> Ended(IEnumerable<PositionReport> track, CancellationToken cancellation)
    {
        foreach (var position in track)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return position;
        }
    }

    /// <summary>Which of the stored points, from 0, is the one of this number among those chosen. One alone is the newest.</summary>
    private static long Chosen(int number, long stored, int most) => stored <= most ? number : most == 1 ? stored - 1 : (long)((Int128)number * (stored - 1) / (most - 1));
}
