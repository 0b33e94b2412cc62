using System.Diagnostics.CodeAnalysis;

namespace MaritimeWatch.Domain.Vessels;

/// <summary>The particulars of every vessel heard, by MMSI. One thread at a time.</summary>
public sealed class VesselDirectory
{
    private readonly Dictionary<Mmsi, ParticularsJoin> vessels = [];

    /// <summary>How many vessels have said anything of themselves.</summary>
    public int Count => vessels.Count;

    /// <summary>Takes what a report says of its sender.</summary>
    /// <param name="report">A report.</param>
    /// <returns>Whether the sender's particulars changed.</returns>
    public bool Observe(in AisReport report)
    {
        if (report.Static is not { } said)
        {
            return false;
        }

        if (!vessels.TryGetValue(report.Mmsi, out var join))
        {
            vessels.Add(report.Mmsi, join = new ParticularsJoin(report.Mmsi));
        }

        return join.Observe(said, report.Time);
    }

    /// <summary>What is known of a vessel.</summary>
    public bool TryFind(Mmsi mmsi, [NotNullWhen(true)] out VesselParticulars? particulars)
    {
        particulars = vessels.TryGetValue(mmsi, out var join) ? join.Known : null;
        return particulars is not null;
    }
}
