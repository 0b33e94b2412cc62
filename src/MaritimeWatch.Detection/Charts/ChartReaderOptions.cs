namespace MaritimeWatch.Detection.Charts;

/// <summary>The area charts are expected in, by which swapped axes are recognised, and the limits of a file.</summary>
/// <remarks>The default area is Europe with its seas. A feature elsewhere is accepted as written unless it falls into the area
/// with latitude and longitude swapped.</remarks>
public sealed record ChartReaderOptions
{
    /// <summary>Southern edge of the expected area, degrees.</summary>
    public double SouthDegrees { get; init; } = 30;

    /// <summary>Northern edge of the expected area, degrees.</summary>
    public double NorthDegrees { get; init; } = 75;

    /// <summary>Western edge of the expected area, degrees.</summary>
    public double WestDegrees { get; init; } = -30;

    /// <summary>Eastern edge of the expected area, degrees.</summary>
    public double EastDegrees { get; init; } = 45;

    /// <summary>Vertices a feature may have. A line with more is a conversion gone wrong: a million at 1 m is 1,000 km.</summary>
    public int MaxVerticesPerFeature { get; init; } = 1_000_000;

    /// <summary>Whether a place lies in the expected area.</summary>
    internal bool Holds(double latitude, double longitude) =>
        latitude >= SouthDegrees && latitude <= NorthDegrees && longitude >= WestDegrees && longitude <= EastDegrees;
}
