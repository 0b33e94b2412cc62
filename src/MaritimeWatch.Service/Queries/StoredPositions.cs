using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Stored positions one after the other, read piece by piece and no more of them than a question may cost.</summary>
/// <param name="tracks">Where they are.</param>
/// <param name="turns">Whose turns are taken; null for those of this process.</param>
internal sealed class StoredPositions(ITrackStore tracks, SearchTurns? turns = null)
{
    /// <summary>Positions that one question may look at.</summary>
    public const int Most = 20_000_000;

    private const int Piece = 20_000;
    private const int PieceOfVessel = 4_000;

    private readonly SearchTurns turns = turns ?? SearchTurns.Shared;

    /// <summary>Everybody's positions inside boxes in a span, piece by piece, those of one vessel in order of time. What stands still by its nature (base stations, aids to navigation) is passed over.</summary>
    /// <remarks>Each piece is read, and worked on by the caller, in a turn of its own.</remarks>
    /// <param name="boxes">Where.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">Last moment.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    /// <param name="most">At most so many.</param>
    /// <exception cref="Grpc.GrpcStatusException">They are too many, or cannot be read.</exception>
    public async IAsyncEnumerable<IEnumerable<PositionReport>> InBoxesAsync(
        IReadOnlyList<GeoBox> boxes, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancellation, int most = Most)
    {
        TrackPlace? after = null;
        var read = 0;
        IReadOnlyList<PositionReport> piece;
        do
        {
            using var turn = await turns.TakeAsync(cancellation);
            var behind = after;
            piece = Refused.Read(() => tracks.ReadArea(boxes, from, Periods.End(to), behind, Piece, cancellation));
            read += piece.Count;
            if (read > most)
            {
                throw Refused.Field("to", $"more than {most} positions would have to be looked at: ask for a shorter period or a smaller area", "QUESTION_TOO_LARGE");
            }

            yield return piece.Where(position => position.IsOfVessel);
            after = piece.Count > 0 ? TrackPlace.Of(piece[^1]) : after;
        }
        while (piece.Count == Piece);
    }

    /// <summary>Since when somebody was heard, wherever: of whoever first speaks just then nobody can say that she was silent before.</summary>
    /// <param name="read">Looked for from here on.</param>
    /// <param name="from">The beginning of what is asked about; usually somebody was heard before it.</param>
    /// <param name="to">Its end.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    public async Task<Instant> HeardFromAsync(Instant read, Instant from, Instant to, CancellationToken cancellation)
    {
        for (var (begin, end) = (read, from); begin < to; (begin, end) = (end, Instant.Min(to, end + ITrackStore.RecentWindow)))
        {
            var (since, until) = (begin, end);
            var oldest = await turns.ReadAsync(() => tracks.ReadOldest(null, since, until, default, cancellation), cancellation);
            if (oldest.Count > 0)
            {
                return oldest.Min(position => position.Time);
            }
        }

        return to;
    }

    /// <summary>Until when whoever was heard would be seen: what was read up to, or the newest that is stored where that is earlier.</summary>
    public Instant HeardUntil(Instant read) => Refused.Read(tracks.NewestPositionTime) is { } newest ? Instant.Min(newest, Periods.End(read)) : read;

    /// <summary>One vessel's positions in a span, oldest first.</summary>
    /// <remarks>For who holds a turn, or needs none.</remarks>
    /// <param name="mmsi">Whose.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">Last moment.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    public IEnumerable<PositionReport> OfVessel(Mmsi mmsi, Instant from, Instant to, CancellationToken cancellation) => PiecesOf(mmsi, from, to, cancellation).SelectMany(piece => piece);

    /// <summary>The same for a track that may be years long: each piece is read, and worked on by the caller, in a turn of its own.</summary>
    /// <param name="mmsi">Whose.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">Last moment.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    public async IAsyncEnumerable<PositionReport> OfVesselAsync(Mmsi mmsi, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var pieces = PiecesOf(mmsi, from, to, cancellation).GetEnumerator();
        while (true)
        {
            using var turn = await turns.TakeAsync(cancellation);
            if (!pieces.MoveNext())
            {
                yield break;
            }

            foreach (var position in pieces.Current)
            {
                yield return position;
            }
        }
    }

    /// <summary>Each piece is read when it is asked for.</summary>
    private IEnumerable<IEnumerable<PositionReport>> PiecesOf(Mmsi mmsi, Instant from, Instant to, CancellationToken cancellation)
    {
        (Instant, int, int)? last = null;
        var most = PieceOfVessel;
        var start = from;
        bool isMore;
        do
        {
            var (at, limit, before) = (start, most, last);
            var piece = Refused.Read(() => tracks.GetTrack(mmsi, at, Periods.End(to), limit, cancellation));
            isMore = piece.Count == limit;
            if (piece.Count > 0 && Place(piece[^1]) is var end && (before is null || end.CompareTo(before.Value) > 0))
            {
                (last, start, most) = (end, piece[^1].Time, PieceOfVessel);
                yield return before is null ? piece : piece.Where(position => Place(position).CompareTo(before.Value) > 0);
            }
            else
            {
                // More positions in one second than a piece holds: she is several, or a liar.
                most *= 2;
            }
        }
        while (isMore);

        static (Instant, int, int) Place(in PositionReport position) => (position.Time, position.RawLatitude, position.RawLongitude);
    }
}
