using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>A vessel was not heard for longer than anything is remembered of her: nobody needs to know her any more.</summary>
/// <param name="OrderTime">Event time as of which she is forgotten, before anything that is heard of her later.</param>
/// <param name="Mmsi">Who, with all hulls under her MMSI.</param>
internal readonly record struct GoneVessel(Instant OrderTime, Mmsi Mmsi);
