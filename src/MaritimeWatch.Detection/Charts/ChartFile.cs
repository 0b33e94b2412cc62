namespace MaritimeWatch.Detection.Charts;

/// <summary>A GeoJSON file as read by the host.</summary>
/// <param name="Name">Name shown with problems.</param>
/// <param name="Content">The bytes: UTF-8, uncompressed, with or without a byte order mark.</param>
public readonly record struct ChartFile(string Name, ReadOnlyMemory<byte> Content);
