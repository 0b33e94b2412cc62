using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Takes a stretch of a vessel's track.</summary>
/// <param name="mmsi">Who.</param>
/// <param name="end">Event time of its last sample.</param>
/// <param name="vesselClass">Her class, as far as she had said by then.</param>
/// <param name="samples">Its samples, oldest first.</param>
/// <param name="isWhole">Whether it is a whole window; else it ended early and only its minutes count.</param>
internal delegate void WindowSink(Mmsi mmsi, Instant end, VesselClass vesselClass, ReadOnlySpan<WindowSample> samples, bool isWhole);
