using System.Collections;
using System.Runtime.InteropServices;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Reports on their way from a reader to the gateway, each with the station that heard it and whether it came from a merged feed. Of one thread at a time.</summary>
internal sealed class ReportBatch : IReadOnlyCollection<AisReport>
{
    /// <summary>The station of a report that tells of none.</summary>
    public const ushort NoStation = 0;

    private readonly List<AisReport> reports = [];
    private readonly List<ushort> stations = [];
    private readonly List<bool> forwarded = [];

    /// <inheritdoc/>
    public int Count => reports.Count;

    /// <summary>All of them; valid until the next is added.</summary>
    public ReadOnlySpan<AisReport> Reports => CollectionsMarshal.AsSpan(reports);

    /// <summary>One of them.</summary>
    public AisReport this[int place] => reports[place];

    /// <summary>The number of the station that heard one of them, or <see cref="NoStation"/>.</summary>
    public ushort StationOf(int place) => stations[place];

    /// <summary>Whether one of them bears the mark of a merged feed: it belongs into the picture, and is not sent on again.</summary>
    public bool IsForwarded(int place) => forwarded[place];

    /// <summary>Adds a report that tells of no station and came from no merged feed.</summary>
    public void Add(AisReport report) => Add(report, NoStation);

    /// <summary>Adds a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="station">The number of its station, or <see cref="NoStation"/>.</param>
    /// <param name="isForwarded">Whether it bears the mark of a merged feed.</param>
    public void Add(in AisReport report, ushort station, bool isForwarded = false)
    {
        reports.Add(report);
        stations.Add(station);
        forwarded.Add(isForwarded);
    }

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        reports.Clear();
        stations.Clear();
        forwarded.Clear();
    }

    /// <inheritdoc/>
    public IEnumerator<AisReport> GetEnumerator() => reports.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
