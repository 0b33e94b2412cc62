namespace MaritimeWatch.Influx;

/// <summary>What a value in an answer is.</summary>
public enum InfluxValueKind : byte
{
    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Truth,
}
