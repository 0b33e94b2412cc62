using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>A vessel was not heard for the least silence that may count (G1, Class A): her last fix, which is later than her last sample by up to a minute.</summary>
/// <param name="OrderTime">Event time at which that silence was full.</param>
/// <param name="Track">Which of the hulls under her MMSI.</param>
/// <param name="LastFix">The fix after which she was silent.</param>
internal readonly record struct SilenceFact(Instant OrderTime, byte Track, PositionReport LastFix)
{
    /// <summary>The vessel's place in the picture, see <see cref="PictureSample.Key"/>.</summary>
    public ulong Key => PictureSample.KeyOf(LastFix.Mmsi, Track);
}
