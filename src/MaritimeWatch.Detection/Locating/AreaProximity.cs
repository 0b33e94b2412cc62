using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>How near a position is to a context area.</summary>
/// <param name="Area">The area.</param>
/// <param name="DistanceMetres">Metres to its edge from outside; 0 inside.</param>
public readonly record struct AreaProximity(ContextArea Area, double DistanceMetres) : IRanked
{
    string IRanked.ChartedId => Area.Id;
}
