namespace MaritimeWatch.Domain.Vessels;

/// <summary>What the decoder hands to the analyser: a dynamic report, a static one, or (a table row) both.</summary>
/// <param name="Dynamic">Time and sender always; the position where <see cref="PositionReport.HasPosition"/>.</param>
/// <param name="Static">Static data, or null. The same content is the same instance as far as the reader can arrange it.</param>
public readonly record struct AisReport(PositionReport Dynamic, StaticReport? Static)
{
    /// <summary>Event time.</summary>
    public Instant Time => Dynamic.Time;

    /// <summary>Sender.</summary>
    public Mmsi Mmsi => Dynamic.Mmsi;
}
