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
    public async Task<ListPositionsResponse> ListAsync(ListPositionsRequest request, CancellationToken cancellation)
    {
        var size = PageSizes.Of(request.PageSize);
        var mostAge = (int)ITrackStore.RecentWindow.TotalSeconds;
        Refused.Unless(request.MaxAgeSeconds >= 0 && request.MaxAgeSeconds <= mostAge, "max_age_seconds", $"max_age_seconds is {request.MaxAgeSeconds}; it must be from 0 to {mostAge}");
        var box = request.Area is null ? Everywhere : Boxes.Of(request.Area, "area");
        var asked = TrackMessages.Moment(request.Time, "time", Instant.MaxValue);

        // The moment of the first page is that of all of them.
        Span<long> place = [-1, long.MinValue];
        var isLater = PageToken.TryRead(request, place);
        var behind = place[0];
        Refused.Unless(behind is >= -1 and <= TrackQueries.LargestMmsi, "page_token", "page_token is none of this list");
        var newest = Refused.Read(tracks.NewestPositionTime);
        var time = isLater ? new Instant(Math.Clamp(place[1], Instant.MinValue.UnixMilliseconds, Instant.MaxValue.UnixMilliseconds)) : asked < Instant.MaxValue ? asked : newest ?? asked;
        var response = new ListPositionsResponse();
        if (newest is null)
        {
            return response;
        }

        response.Time = WireTime.ToProto(time);
        var oldest = time - TimeSpan.FromSeconds(request.MaxAgeSeconds == 0 ? UsualAgeSeconds : request.MaxAgeSeconds);
        var first = (uint)(behind + 1);
        foreach (var position in time >= newest ? Recent(box, oldest, time, first, cancellation) : await AtAsync(box, oldest, time, first, cancellation))
        {
            if (response.Vessels.Count == size)
            {
                response.NextPageToken = PageToken.Make(request, response.Vessels[^1].Mmsi, time.UnixMilliseconds);
                break;
            }

            var vessel = names.At(position.Mmsi, time, cancellation);
            vessel.LastPosition = TrackMessages.Whole(TrackMessages.Of(position), position);
            vessel.LastSeen = vessel.LastPosition.Time;
            response.Vessels.Add(vessel);
        }

        return response;
    }

    /// <summary>The newest position of each vessel from an MMSI on, in order of MMSI, where it lies in the box; of this very moment: what is kept in memory.</summary>
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

    /// <summary>Of a moment in the past: whoever was last heard in the box.</summary>
    private async Task<IEnumerable<PositionReport>> AtAsync(GeoBox box, Instant oldest, Instant time, uint first, CancellationToken cancellation)
    {
        var picture = await SearchTurns.Shared.ReadAsync(() => tracks.ReadNewest(null, oldest, Periods.End(time), new Mmsi(first), cancellation), cancellation);
        return picture.Where(last => last.IsOfVessel && box.Contains(last.Position));
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
