namespace MaritimeWatch.Storage;

/// <summary>How a field is held against a value.</summary>
public enum AlertComparison : byte
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>Not the same.</summary>
    NotEqual,

    /// <summary>Smaller, or earlier.</summary>
    Less,

    /// <summary>Not greater.</summary>
    LessOrEqual,

    /// <summary>Greater, or later.</summary>
    Greater,

    /// <summary>Not smaller.</summary>
    GreaterOrEqual,
}
