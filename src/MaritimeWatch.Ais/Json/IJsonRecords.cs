using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>What one dialect's records mean.</summary>
internal interface IJsonRecords
{
    /// <summary>Which members matter.</summary>
    JsonShape Shape { get; }

    /// <summary>A record as a report.</summary>
    /// <param name="view">The record.</param>
    /// <param name="topic">The topic of a message broker that it came under, or nothing.</param>
    /// <param name="receivedAt">When it arrived, or null for a recording.</param>
    /// <param name="report">The report; with <see cref="DropReason.NoPosition"/> it still carries time, sender and static data.</param>
    /// <returns>Why there is none, or <see cref="DropReason.None"/>.</returns>
    DropReason Read(JsonView view, ReadOnlySpan<byte> topic, Instant? receivedAt, out AisReport report);
}
