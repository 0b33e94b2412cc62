using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Forensics;

/// <summary>A vessel to be looked at.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="From">Her track matters from here on.</param>
/// <param name="To">Up to here.</param>
/// <param name="IsSilent">Whether a silence of hers may hold a passage.</param>
internal readonly record struct SuspectCandidate(Mmsi Mmsi, Instant From, Instant To, bool IsSilent)
{
    /// <summary>Track before she was near: an hour of her ordinary speed.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(75);

    /// <summary>Track after: what an anchor does afterwards takes two hours to see.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(130);
}
