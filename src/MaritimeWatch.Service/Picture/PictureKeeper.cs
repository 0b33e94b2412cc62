using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Picture;

/// <summary>Keeps the live picture: takes over what the store remembers from before the start, then makes a pass a second.</summary>
internal sealed class PictureKeeper(LivePicture picture, ITrackStore tracks, TimeProvider clock)
{
    /// <summary>How old a position is at most before it is shown, and how often a console hears that the picture stands. Quality figure: one a second.</summary>
    public static readonly TimeSpan PassInterval = TimeSpan.FromSeconds(1);

    private const int VesselsRead = 1_000;

    /// <summary>While the store cannot say where vessels were last: its readers tell why.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var remembering = Task.Run(() => RememberAsync(cancellation), CancellationToken.None);
        using var timer = new PeriodicTimer(PassInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                picture.Pass();
            }
        }
        finally
        {
            // Whoever waits for the next pass looks once more whether there will be one.
            picture.Pass();
            await remembering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Goes on trying: without it the picture would lack every ship that has fallen silent.</summary>
    private async Task RememberAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                Remember(cancellation);
                return;
            }
            catch (StoreException)
            {
                await Task.Delay(TryAgain, clock, cancellation);
            }
        }
    }

    /// <summary>Page by page; what comes in meanwhile is in the picture already, and newer.</summary>
    private void Remember(CancellationToken cancellation)
    {
        IReadOnlyList<PositionReport> page;
        var first = new Mmsi(0);
        do
        {
            page = tracks.ReadRecentPositions(first, VesselsRead, cancellation);
            var heard = new Dictionary<Mmsi, PositionReport>();
            foreach (var position in page)
            {
                heard[position.Mmsi] = position;
                picture.Take(new AisReport(position, null));
            }

            if (page.Count > 0)
            {
                RememberWords(heard, page[0].Mmsi, page[^1].Mmsi, cancellation);
                first = new Mmsi(page[^1].Mmsi.Value + 1);
            }
        }
        while (page.Count == VesselsRead);
    }

    private void RememberWords(Dictionary<Mmsi, PositionReport> heard, Mmsi first, Mmsi last, CancellationToken cancellation)
    {
        IReadOnlyList<StoredVessel> page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = tracks.ReadVessels(first, VesselsRead);
            foreach (var vessel in page)
            {
                if (heard.TryGetValue(vessel.Static.Mmsi, out var position))
                {
                    picture.Take(new AisReport(position with { Time = vessel.Time, RawLatitude = PositionReport.NoPosition, RawLongitude = PositionReport.NoPosition }, vessel.Static));
                }
            }

            first = page.Count > 0 ? new Mmsi(page[^1].Static.Mmsi.Value + 1) : first;
        }
        while (page.Count == VesselsRead && first.CompareTo(last) <= 0);
    }
}
