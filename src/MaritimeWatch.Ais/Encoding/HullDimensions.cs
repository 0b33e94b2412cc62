namespace MaritimeWatch.Ais.Encoding;

/// <summary>Where the antenna stands on the hull (ITU-R M.1371-5, figure 41). Null or 0 is "not available".</summary>
/// <param name="ToBowMetres">0 to 511; 511 is 511 m or more.</param>
/// <param name="ToSternMetres">0 to 511; 511 is 511 m or more.</param>
/// <param name="ToPortMetres">0 to 63; 63 is 63 m or more.</param>
/// <param name="ToStarboardMetres">0 to 63; 63 is 63 m or more.</param>
public readonly record struct HullDimensions(int? ToBowMetres = null, int? ToSternMetres = null, int? ToPortMetres = null, int? ToStarboardMetres = null);
