using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Reception;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>Runs all vessels through the same minutes and hands what was heard on in the order in which it reaches the feed.</summary>
/// <remarks>
/// Vessels share nothing but the sea, so they run on all cores; the order is that of delivery (for all but late batches the time of the
/// report), then of the vessels, whatever the cores. What would be delivered after the end of the traffic is not in it.
/// </remarks>
internal sealed class TrafficGenerator
{
    public const int SliceSeconds = 300;
    private readonly Instant start;
    private readonly int seconds;
    private readonly IReadOnlyList<IReceptionEffect> feed;
    private readonly SimulatedVessel.Voyage[] voyages;
    private readonly byte[] stationReceivers;
    private readonly long[] firstHeard;
    private readonly long[] lastHeard;
    private readonly List<SimulatedReport> late = [];

    public TrafficGenerator(IReadOnlyList<SimulatedVessel> vessels, ulong seed, Instant start, TimeSpan duration, params IReadOnlyList<IReceptionEffect> feed)
    {
        this.start = start;
        this.feed = feed;
        seconds = (int)duration.TotalSeconds;
        voyages = [.. vessels.Select((vessel, index) => vessel.Start(index, seed, start, feed))];
        stationReceivers = [.. FixedStation.All.Select(station => Coverage.At(station.Place, StationClass.ClassA).Station)];
        firstHeard = new long[voyages.Length];
        lastHeard = new long[voyages.Length];
        Array.Fill(firstHeard, -1);
    }

    /// <summary>Sum over the vessels of the hours from the first position heard to the last; complete after the last slice.</summary>
    public double VesselHours { get; private set; }

    /// <summary>Every report, slice by slice; a slice is valid until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<SimulatedReport>> Slices()
    {
        var slots = new int[SliceSeconds + 1];
        var due = new List<SimulatedReport>();
        var ordered = Array.Empty<SimulatedReport>();
        for (var from = 0; from < seconds; from += SliceSeconds)
        {
            var to = Math.Min(seconds, from + SliceSeconds);
            Parallel.For(0, voyages.Length, vessel => voyages[vessel].AdvanceTo(to));
            Collect(from, to, due);

            // Counting sort by second; within a second the order in which they were collected.
            Array.Clear(slots);
            foreach (ref readonly var report in CollectionsMarshal.AsSpan(due))
            {
                slots[report.DeliveredAt - from + 1]++;
            }

            for (var slot = 1; slot < slots.Length; slot++)
            {
                slots[slot] += slots[slot - 1];
            }

            ordered = ordered.Length >= due.Count ? ordered : new SimulatedReport[due.Count * 2];
            foreach (ref readonly var report in CollectionsMarshal.AsSpan(due))
            {
                ordered[slots[report.DeliveredAt - from]++] = report;
            }

            yield return ordered.AsMemory(0, due.Count);
        }

        VesselHours = firstHeard.Zip(lastHeard, (first, last) => first < 0 ? 0 : (last - first) / 3600.0).Sum();
    }

    /// <summary>What reaches the feed in a slice: late batches first, then the fixed stations, then the vessels in their order.</summary>
    private void Collect(int from, int to, List<SimulatedReport> due)
    {
        due.Clear();
        due.AddRange(late.Where(report => report.DeliveredAt < to));
        late.RemoveAll(report => report.DeliveredAt < to);
        AddStations(from, to, due);
        for (var vessel = 0; vessel < voyages.Length; vessel++)
        {
            foreach (ref readonly var report in CollectionsMarshal.AsSpan(voyages[vessel].Heard))
            {
                if (report.DeliveredAt >= to)
                {
                    late.Add(report);
                    continue;
                }

                due.Add(report);
                if (report.Dynamic.HasPosition)
                {
                    lastHeard[vessel] = Math.Max(lastHeard[vessel], report.Dynamic.Time.UnixSeconds);
                    firstHeard[vessel] = firstHeard[vessel] < 0 ? lastHeard[vessel] : firstHeard[vessel];
                }
            }
        }
    }

    private void AddStations(int from, int to, List<SimulatedReport> due)
    {
        for (var index = 0; index < FixedStation.All.Length; index++)
        {
            var station = FixedStation.All[index];
            for (var second = from; second < to; second++)
            {
                if ((second + (index * 41)) % station.IntervalSeconds == 0)
                {
                    var time = start + TimeSpan.FromSeconds(second);
                    var report = new SimulatedReport(station.ReportAt(time), -1 - index, ReportContent.Position, 1, stationReceivers[index], second);
                    if (feed.All(effect => effect.Receive(ref report)))
                    {
                        due.Add(report);
                    }
                }
            }
        }
    }
}
