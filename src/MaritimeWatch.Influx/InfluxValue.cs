namespace MaritimeWatch.Influx;

/// <summary>One value of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Whole">The whole number; 1 for true; of a number its bits.</param>
/// <param name="Text">The text.</param>
public readonly record struct InfluxValue(InfluxValueKind Kind, long Whole = 0, string? Text = null)
{
    /// <summary>Whether there is none.</summary>
    public bool IsNull => Kind == InfluxValueKind.Null;

    /// <summary>The whole number, or null where it is none.</summary>
    public long? AsWhole => Kind == InfluxValueKind.Whole ? Whole : null;

    /// <summary>The number, whole or not, or null where it is none.</summary>
    public double? AsNumber => Kind switch
    {
        InfluxValueKind.Whole => Whole,
        InfluxValueKind.Number => BitConverter.Int64BitsToDouble(Whole),
        _ => null,
    };
}
