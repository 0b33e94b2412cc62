using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>The outages that are, and those of the last day: whatever was not heard then says nothing about vessels or places.</summary>
internal sealed class OutageLog(TimeSpan together)
{
    /// <summary>How long an outage is remembered when it is over.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly List<Outage> outages = [];

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<Outage> All => outages;

    /// <summary>Those that last, oldest first.</summary>
    public IEnumerable<Outage> Open => outages.Where(outage => outage.Until == Instant.MaxValue);

    public void Add(Outage outage) => outages.Add(outage);

    public void Forget(Instant now) => outages.RemoveAll(outage => outage.Until < now - Kept);

    public void Clear() => outages.Clear();

    /// <summary>The outage with which a silence that began at a time in a cell began, or null. The last reports before it scatter by their intervals.</summary>
    public Outage? BeganWith(SeaCell cell, Instant lastHeard)
    {
        foreach (var outage in outages)
        {
            if (lastHeard >= outage.Since - together && lastHeard <= outage.Until && outage.Touches(cell))
            {
                return outage;
            }
        }

        return null;
    }

    /// <summary>Whether a silence met an outage at either of its ends.</summary>
    public bool Explains(SeaCell from, SeaCell to, Instant lastHeard, Instant heardAgain)
    {
        foreach (var outage in outages)
        {
            // Those who come back do so within some intervals of the slowest.
            if (heardAgain >= outage.Since - together && lastHeard <= outage.Until + together && (outage.Touches(from) || outage.Touches(to)))
            {
                return true;
            }
        }

        return false;
    }
}
