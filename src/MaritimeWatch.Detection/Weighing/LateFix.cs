using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>A position report that came after the watermark had passed its time: it can fill a silence, never a track.</summary>
/// <param name="OrderTime">The watermark when it came.</param>
/// <param name="Fix">The report; its own time is before <paramref name="OrderTime"/>.</param>
internal readonly record struct LateFix(Instant OrderTime, PositionReport Fix);
