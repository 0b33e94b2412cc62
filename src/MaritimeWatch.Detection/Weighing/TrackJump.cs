using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>A vessel's track goes on at a place she cannot have sailed to; confirmed by a second fix there.</summary>
/// <param name="Time">Event time of the first fix at the new place.</param>
/// <param name="OrderTime">Event time of the fix that confirmed it.</param>
/// <param name="Mmsi">Who.</param>
/// <param name="Track">Which of the hulls under her MMSI.</param>
/// <param name="From">Last place of the old piece of track.</param>
/// <param name="To">First place of the new piece.</param>
/// <param name="Metres">Length of the jump.</param>
/// <param name="ImpliedKnots">The speed it would have taken.</param>
internal readonly record struct TrackJump(
    Instant Time, Instant OrderTime, Mmsi Mmsi, byte Track, GeoPosition From, GeoPosition To, double Metres, double ImpliedKnots);
