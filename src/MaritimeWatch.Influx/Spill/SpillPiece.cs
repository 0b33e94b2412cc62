namespace MaritimeWatch.Influx.Spill;

/// <summary>The oldest of what waits, as it is sent at once: what was put there in small pieces catches up in large ones.</summary>
/// <param name="Batches">One for each retention policy, whose points are no business of each other's order.</param>
/// <param name="Records">How many batches were put there for it.</param>
internal sealed record SpillPiece(IReadOnlyList<LineBatch> Batches, int Records);
