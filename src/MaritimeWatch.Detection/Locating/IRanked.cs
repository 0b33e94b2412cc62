namespace MaritimeWatch.Detection.Locating;

/// <summary>Something charted at a distance: what <see cref="NearestFirst{T}"/> sorts.</summary>
internal interface IRanked
{
    /// <summary>Id of the charted thing.</summary>
    string ChartedId { get; }

    /// <summary>How far away it is, in metres.</summary>
    double DistanceMetres { get; }
}
