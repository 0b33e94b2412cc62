using System.Collections;
using System.Runtime.InteropServices;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Reports on their way from a reader to the gateway, each with the station that heard it. Of one thread at a time.</summary>
internal sealed class ReportBatch : IReadOnlyCollection<AisReport>
{
    /// <summary>The station of a report that tells of none.</summary>
    public const ushort NoStation = 0;

    private readonly List<AisReport> reports = [];
    private readonly List<ushort> stations = [];

    /// <inheritdoc/>
    public int Count => reports.Count;

    /// <summary>All of them; valid until the next is added.</summary>
    public ReadOnlySpan<AisReport> Reports => CollectionsMarshal.AsSpan(reports);

    /// <summary>One of them.</summary>
    public AisReport this[int place] => reports[place];

    /// <summary>The number of the station that heard one of them, or <see cref="NoStation"/>.</summary>
    public ushort StationOf(int place) => stations[place];

    /// <summary>Adds a report that tells of no station.</summary>
    public void Add(AisReport report) => Add(report, NoStation);

    /// <summary>Adds a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="station">The number of its station, or <see cref="NoStation"/>.</param>
    public void Add(in AisReport report, ushort station)
    {
        reports.Add(report);
        stations.Add(station);
    }

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        reports.Clear();
        stations.Clear();
    }

    /// <inheritdoc/>
    public IEnumerator<AisReport> GetEnumerator() => reports.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
