using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>The picture at a moment: where everybody was last.</summary>
internal sealed class PictureQueries(ITrackStore tracks)
{
    private const int UsualAgeSeconds = 1_800;
    private const int VesselsRead = 1_000;
    private static readonly GeoBox Everywhere = new(-90, -180, 90, 180);

    private readonly StoredPositions positions = new(tracks);
    private readonly VesselNames names = new(tracks);

    /// <summary>A page of it.</summary>
    /// <param name="request">Which.</param>
    /// <param name="pages">A picture of the past is searched for once, for all of its pages.</param>
    /// <param name="caller">Whose question it is.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    public async Task<ListPositionsResponse> ListAsync(ListPositionsRequest request, AnswerPages pages, string caller, CancellationToken cancellation)
    {
        var size = PageSizes.Of(request.PageSize);
        var mostAge = (int)ITrackStore.RecentWindow.TotalSeconds;
        Refused.Unless(request.MaxAgeSeconds >= 0 && request.MaxAgeSeconds <= mostAge, "max_age_seconds", $"max_age_seconds is {request.MaxAgeSeconds}; it must be from 0 to {mostAge}");
        var box = request.Area is null ? Everywhere : Boxes.Of(request.Area, "area");
        var asked = TrackMessages.Moment(request.Time, "time", Instant.MaxValue);

        // The moment of the first page is that of all of them: it is part of each place.
        var last = AnswerPages.Last(request);
        var behind = last?.Item1 ?? -1;
        Refused.Unless(behind is >= -1 and <= TrackQueries.LargestMmsi, "page_token", "page_token is none of this list");
        var newest = Refused.Read(tracks.NewestPositionTime);
        var time = last?.Item2 is { } first ? new Instant(Math.Clamp(first, Instant.MinValue.UnixMilliseconds, Instant.MaxValue.UnixMilliseconds)) : asked < Instant.MaxValue ? asked : newest ?? asked;
        if (newest is null)
        {
            return new ListPositionsResponse();
        }

        var oldest = time - TimeSpan.FromSeconds(request.MaxAgeSeconds == 0 ? UsualAgeSeconds : request.MaxAgeSeconds);
        var (rows, token) = time >= newest
            ? Recent(request, size, box, oldest, time, (uint)(behind + 1), cancellation)
            : await pages.PageAsync(
                request, request.PageSize, caller, position => (position.Mmsi.Value, time.UnixMilliseconds, 0), () => AtAsync(box, oldest, time, (uint)(behind + 1), cancellation));
        var response = new ListPositionsResponse { Time = WireTime.ToProto(time), NextPageToken = token };
        foreach (var position in rows)
        {
            var vessel = names.At(position.Mmsi, time, cancellation);
            vessel.LastPosition = TrackMessages.Whole(TrackMessages.Of(position), position);
            vessel.LastSeen = vessel.LastPosition.Time;
            response.Vessels.Add(vessel);
        }

        return response;
    }

    /// <summary>A page of this very moment: what is kept in memory, as far as the page goes.</summary>
    private (IReadOnlyList<PositionReport> Rows, string NextPageToken) Recent(ListPositionsRequest request, int size, GeoBox box, Instant oldest, Instant time, uint first, CancellationToken cancellation)
    {
        var rows = Recent(box, oldest, time, first, cancellation).Take(size + 1).ToList();
        return rows.Count <= size ? (rows, "") : (rows.GetRange(0, size), AnswerPages.TokenBehind(request, (rows[size - 1].Mmsi.Value, time.UnixMilliseconds, 0)));
    }

    /// <summary>The newest position of each vessel from an MMSI on, in order of MMSI, where it lies in the box.</summary>
    private IEnumerable<PositionReport> Recent(GeoBox box, Instant oldest, Instant time, uint first, CancellationToken cancellation)
    {
        IReadOnlyList<PositionReport> page;
        do
        {
            var from = new Mmsi(first);
            page = Refused.Read(() => tracks.ReadRecentPositions(from, VesselsRead, cancellation));
            foreach (var position in page)
            {
                // One that was heard since she was asked for is looked up as of that moment.
                if ((position.Time <= time ? position : NewestOf(position.Mmsi, oldest, time, cancellation)) is { } last && last.Time >= oldest && last.IsOfVessel && box.Contains(last.Position))
                {
                    yield return last;
                }
            }

            first = page.Count > 0 ? page[^1].Mmsi.Value + 1 : first;
        }
        while (page.Count == VesselsRead);
    }

    /// <summary>Of a moment in the past: whoever was last heard in the box, from an MMSI on.</summary>
    private async Task<List<PositionReport>> AtAsync(GeoBox box, Instant oldest, Instant time, uint first, CancellationToken cancellation)
    {
        var picture = await SearchTurns.Shared.ReadAsync(() => tracks.ReadNewest(null, oldest, Periods.End(time), new Mmsi(first), cancellation), cancellation);
        return [.. picture.Where(last => last.IsOfVessel && box.Contains(last.Position))];
    }

    private PositionReport? NewestOf(Mmsi mmsi, Instant from, Instant to, CancellationToken cancellation)
    {
        PositionReport? last = null;
        foreach (var position in positions.OfVessel(mmsi, from, to, cancellation))
        {
            last = position;
        }

        return last;
    }
}
