using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Import;

/// <summary>What a vessel said of herself for a while within a watch, and when she said it first and last.</summary>
internal sealed class SaidSpan(StaticReport said, StationClass stationClass, Instant time)
{
    public StaticReport Said => said;

    public StationClass StationClass => stationClass;

    public Instant First { get; private set; } = time;

    public Instant Last { get; private set; } = time;

    /// <summary>Whether it is the same word; the same instance is told at once.</summary>
    public bool Is(StaticReport other, StationClass otherClass) => stationClass == otherClass && (ReferenceEquals(said, other) || said == other);

    public void Heard(Instant at)
    {
        First = Instant.Min(First, at);
        Last = Instant.Max(Last, at);
    }
}
