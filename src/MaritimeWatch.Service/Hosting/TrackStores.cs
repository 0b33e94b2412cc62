using System.Globalization;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Influx;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Where the service keeps tracks: in the embedded store, or in an InfluxDB, whose state is said on <c>/readyz</c> and in the log.</summary>
internal sealed class TrackStores : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    private readonly ServiceHealth health;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private Task looking = Task.CompletedTask;
    private long droppedPoints;
    private long lostPoints;
    private bool isDisposed;

    private TrackStores(InfluxTrackStore? influx, ServiceHealth health, ILogger log) => (Influx, this.health, this.log) = (influx, health, log);

    /// <summary>The InfluxDB; null where tracks are in the embedded store.</summary>
    public InfluxTrackStore? Influx { get; }

    /// <summary>What the server said of its limits, or null.</summary>
    public InfluxLimits? Limits { get; private set; }

    /// <summary>Opens what the settings name, and waits for a server that is not there yet.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static TrackStores Open(StoreSettings settings, TimeProvider clock, ServiceHealth health, ServiceTroubles troubles, ILogger log)
    {
        if (settings.Influx.Url is null)
        {
            return new TrackStores(null, health, log);
        }

        InfluxTrackStore influx;
        try
        {
            influx = InfluxTrackStore.Open(settings.Influx.ToOptions(settings.Path), clock);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Other, settings.Influx.Url, failure);
        }

        var stores = new TrackStores(influx, health, log);
        influx.FaultChanged += fault => troubles.Fault(fault, influx.Place);
        influx.Sender!.TroubleChanged += stores.Tell;
        influx.Sender.Dropped += (points, said) => stores.TellLost("tracks dropped", ref stores.droppedPoints, points, all => $"the InfluxDB at {influx.Place} dropped {all} points since the start; it said: {said}");
        influx.Sender.LostAtBound += points => stores.TellLost(
            "tracks lost", ref stores.lostPoints, points, all => $"{all} points, the oldest, were dropped from '{settings.Influx.SpillFolderBeside(settings.Path)}' since the start: Store:Influx:SpillMebibytes is reached");
        influx.Sender.LeftChanged += left => stores.Note("tracks left", left);
        influx.RefusedForTime += report => stores.TellRefused(report);
        if (stores.Await(settings.Influx.StartWait, clock))
        {
            stores.Look();
        }

        return stores;
    }

    /// <summary>Whether reports cannot be kept at present.</summary>
    public bool Refuse(SqliteStore store) => store.Fault != StoreFault.None || Influx is { Fault: not StoreFault.None };

    /// <summary>Whether so much waits that more would soon be shed.</summary>
    public bool AreBehind(SqliteStore store, int more) => Influx?.IsBehind(more) ?? store.IsBehind(more);

    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        stopping.Cancel();
        looking.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        Influx?.Dispose();
        stopping.Dispose();
    }

    private bool Await(TimeSpan wait, TimeProvider clock)
    {
        var isTold = false;
        for (var start = clock.GetTimestamp(); ;)
        {
            try
            {
                Influx!.Client.Ping(stopping.Token);
                return true;
            }
            catch (InfluxException failure)
            {
                if (clock.GetElapsedTime(start) >= wait)
                {
                    Influx!.Sender!.Doubt($"{failure.Message}; points wait on the disk");
                    return false;
                }

                if (!isTold)
                {
                    isTold = true;
                    log.LogWarning("{Reason}; the start waits for it, {Seconds} s at most", failure.Message, wait.TotalSeconds);
                }
            }

            Task.Delay(LookInterval, clock).Wait();
        }
    }

    /// <summary>Looks whether the server has what tracks need, and how near it is to its limits.</summary>
    private void Look()
    {
        try
        {
            var missing = new InfluxSetup(Influx!.Client, new InfluxTiers()).Missing(stopping.Token);
            Note("tracks setup", missing.Count == 0 ? null : $"the InfluxDB at {Influx.Place} lacks {string.Join(", ", missing)}; 'maritimewatch store init' makes what is missing");
            Limits = InfluxLimits.Read(Influx.Client, stopping.Token);
            Note("tracks limits", Limits.Warning);
        }
        catch (Exception failure) when (failure is InfluxException or OperationCanceledException)
        {
            // Away again, which is told by whoever writes; or the service stops.
        }
    }

    private void Tell(string? trouble)
    {
        Note("tracks", trouble);
        if (trouble is null)
        {
            log.LogInformation("the InfluxDB at {Place} has everything", Influx!.Place);
            looking = Task.Run(Look);
        }
    }

    private void TellRefused(AisReport report)
    {
        var all = Influx!.ReportsRefusedForTime;
        TellLost("tracks times", all, 1, FormattableString.Invariant(
            $"{all:N0} report{(all == 1 ? " since the start is" : "s since the start are")} not stored: the InfluxDB at {Influx.Place} holds times from 1677-09-21 to 2262-04-11; the last was of MMSI {report.Mmsi.Value:D9}"));
    }

    private void TellLost(string about, ref long count, long points, Func<string, string> sentence)
    {
        var all = Interlocked.Add(ref count, points);
        TellLost(about, all, points, sentence(all.ToString("N0", CultureInfo.InvariantCulture)));
    }

    private void TellLost(string about, long all, long points, string sentence)
    {
        health.Note(about, sentence);

        // Each tenfold is news.
        if (Math.Floor(Math.Log10(all)) > Math.Floor(Math.Log10(Math.Max(1, all - points))) || all == points)
        {
            log.LogError("{Sentence}", sentence);
        }
    }

    private void Note(string about, string? sentence)
    {
        health.Note(about, sentence);
        if (sentence is not null)
        {
            log.LogWarning("{Sentence}", sentence);
        }
    }
}
