using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Merging;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>Moving ships that several sources hear, each with a clock and a line of its own; what is read waits a while before it is handed over. Seeded.</summary>
internal sealed class ClockSimulation(int seed)
{
    private const int Ships = 6;

    private readonly ManualClock clock = new(Instant.FromUtc(2024, 11, 17, 12));
    private readonly Random random = new(seed);
    private readonly List<Heard> heard = [];
    private GatewayParts? parts;
    private long second;

    private GatewayParts Parts => parts ??= new GatewayParts(new ReportIntake(100_000), EventTimeSource.Receipt, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };

    /// <summary>Adds a source.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="tellsSeconds">Whether the ships' seconds come with its reports.</param>
    /// <param name="trust">How far it is trusted.</param>
    public Listener Add(string id, bool tellsSeconds, SourceTrust trust = SourceTrust.Normal)
    {
        var listener = new Listener(new SourceRuntime(new SourceSettings { Id = id, Kind = "simulated", Trust = trust }, Parts, open: null), tellsSeconds);
        listeners.Add(listener);
        return listener;
    }

    private readonly List<Listener> listeners = [];

    /// <summary>Lets time pass; after each second something may be checked.</summary>
    public void Pass(int seconds, Action? check = null)
    {
        for (var end = second + seconds; second < end; second++)
        {
            var now = Parts.Clock.GetUtcNow().ToUnixTimeSeconds();
            foreach (var listener in listeners)
            {
                for (var ship = 0u; ship < Ships; ship++)
                {
                    if (random.NextDouble() < 0.8)
                    {
                        Send(listener, ship, now);
                    }
                }
            }

            foreach (var one in heard.Where(one => one.HandedOverAt <= second).OrderBy(_ => random.Next()).ToList())
            {
                heard.Remove(one);
                one.Listener.Source.Delivery.Offer([one.Report]);
            }

            while (Parts.Intake.TryRead(out _))
            {
            }

            clock.Advance(TimeSpan.FromSeconds(1));
            foreach (var listener in listeners)
            {
                listener.Source.Look();
            }

            check?.Invoke();
        }
    }

    /// <summary>What a ship sent some seconds ago is received now, stamped by the source's own clock.</summary>
    private void Send(Listener listener, uint ship, long now)
    {
        var delay = listener.Delay + random.Next(2);
        var sent = now - delay;
        var place = new GeoPosition(51 + (ship * 0.1) + ((sent % 10_000) * 1e-5), 2);
        var off = listener.Wander > 0 ? random.Next(-listener.Wander, listener.Wander) : listener.Off;
        var report = new AisReport(PositionReport.Create(Instant.FromUnixSeconds(sent + off), new Mmsi(219_000_000 + ship), place, 12, 0), null);
        if (listener.Source.Session.Admits(listener.Bounds, ref report, Instant.FromUnixSeconds(now), listener.TellsSeconds ? (int)(sent % 60) : SourceClock.NoSecond))
        {
            heard.Add(new Heard(listener, report, second + random.Next(listener.MostWait + 1)));
        }
    }

    /// <summary>One source and how it hears.</summary>
    internal sealed class Listener(SourceRuntime source, bool tellsSeconds)
    {
        public SourceRuntime Source => source;

        public bool TellsSeconds => tellsSeconds;

        public LiveBounds Bounds { get; } = new();

        /// <summary>How far its clock is ahead, seconds.</summary>
        public int Off { get; set; }

        /// <summary>Where above 0, its clock is anywhere within so many seconds at each message.</summary>
        public int Wander { get; set; }

        /// <summary>How long its messages take, seconds, and one more at times.</summary>
        public int Delay { get; set; }

        /// <summary>How long what is read waits at most before it is handed over, seconds.</summary>
        public int MostWait { get; set; }
    }

    private readonly record struct Heard(Listener Listener, AisReport Report, long HandedOverAt);
}
