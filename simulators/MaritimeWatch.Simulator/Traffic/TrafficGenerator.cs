using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>Runs all vessels through the same minutes and hands what was heard on in the order of time.</summary>
/// <remarks>Vessels share nothing but the sea, so they run on all cores; the order is that of time, then of the vessels, whatever the cores.</remarks>
internal sealed class TrafficGenerator
{
    public const int SliceSeconds = 300;
    private readonly Instant start;
    private readonly int seconds;
    private readonly SimulatedVessel.Voyage[] voyages;
    private readonly long[] firstHeard;
    private readonly long[] lastHeard;

    public TrafficGenerator(IReadOnlyList<SimulatedVessel> vessels, ulong seed, Instant start, TimeSpan duration)
    {
        this.start = start;
        seconds = (int)duration.TotalSeconds;
        voyages = [.. vessels.Select((vessel, index) => vessel.Start(index, seed, start))];
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
        var ordered = Array.Empty<SimulatedReport>();
        for (var from = 0; from < seconds; from += SliceSeconds)
        {
            var to = Math.Min(seconds, from + SliceSeconds);
            Parallel.For(0, voyages.Length, vessel => voyages[vessel].AdvanceTo(to));

            // Counting sort by second; within a second the order of the vessels, then of their reports.
            Array.Clear(slots);
            foreach (var voyage in voyages)
            {
                foreach (ref readonly var report in CollectionsMarshal.AsSpan(voyage.Heard))
                {
                    slots[SlotOf(report, from) + 1]++;
                }
            }

            AddStations(from, to, station => slots[station.Second - from + 1]++);
            for (var slot = 1; slot < slots.Length; slot++)
            {
                slots[slot] += slots[slot - 1];
            }

            var count = slots[^1];
            ordered = ordered.Length >= count ? ordered : new SimulatedReport[count * 2];
            AddStations(from, to, station => ordered[slots[station.Second - from]++] = station.Report);
            for (var vessel = 0; vessel < voyages.Length; vessel++)
            {
                foreach (ref readonly var report in CollectionsMarshal.AsSpan(voyages[vessel].Heard))
                {
                    ordered[slots[SlotOf(report, from)]++] = report;
                    Note(vessel, report);
                }
            }

            yield return ordered.AsMemory(0, count);
        }

        VesselHours = firstHeard.Zip(lastHeard, (first, last) => first < 0 ? 0 : (last - first) / 3600.0).Sum();
    }

    private int SlotOf(in SimulatedReport report, int from) => (int)(report.Dynamic.Time.UnixSeconds - start.UnixSeconds) - from;

    private void Note(int vessel, in SimulatedReport report)
    {
        if (report.Dynamic.HasPosition)
        {
            lastHeard[vessel] = report.Dynamic.Time.UnixSeconds;
            firstHeard[vessel] = firstHeard[vessel] < 0 ? lastHeard[vessel] : firstHeard[vessel];
        }
    }

    private void AddStations(int from, int to, Action<(int Second, SimulatedReport Report)> add)
    {
        for (var index = 0; index < FixedStation.All.Length; index++)
        {
            var station = FixedStation.All[index];
            for (var second = from; second < to; second++)
            {
                if ((second + (index * 41)) % station.IntervalSeconds == 0)
                {
                    var time = start + TimeSpan.FromSeconds(second);
                    add((second, new SimulatedReport(station.ReportAt(time), -1 - index, ReportContent.Position, true, 0)));
                }
            }
        }
    }
}
