namespace MaritimeWatch.Domain.Vessels;

/// <summary>Where the antenna stands in the hull: one field of four numbers (ITU-R M.1371-5, table 52, "reference for position").</summary>
/// <param name="ToBow">Metres to the bow, 1 to 511, or null.</param>
/// <param name="ToStern">Metres to the stern, 1 to 511, or null.</param>
/// <param name="ToPort">Metres to port, 1 to 63, or null.</param>
/// <param name="ToStarboard">Metres to starboard, 1 to 63, or null.</param>
public readonly record struct AntennaPlace(ushort? ToBow, ushort? ToStern, ushort? ToPort, ushort? ToStarboard)
{
    /// <summary>The largest distance from the antenna to the hull's edge in metres, or null when no dimension is known.</summary>
    public ushort? HullOffsetMetres
    {
        get
        {
            var offset = Math.Max(Math.Max(ToBow ?? 0, ToStern ?? 0), Math.Max(ToPort ?? 0, ToStarboard ?? 0));
            return offset == 0 ? null : (ushort)offset;
        }
    }
}
