namespace MaritimeWatch.Detection.Locating;

/// <summary>A charted vertex in degrees, 16 bytes.</summary>
internal readonly record struct Vertex(double Lon, double Lat);
