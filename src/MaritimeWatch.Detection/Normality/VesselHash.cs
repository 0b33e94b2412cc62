using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Well-mixed bits of a vessel or of a window: who is counted where never depends on the order of arrival.</summary>
internal static class VesselHash
{
    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input moves every bit of the result.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public static ulong Of(Mmsi mmsi) => Mix(mmsi.Value);

    public static ulong Of(Mmsi mmsi, Instant time) => Mix(Mix(mmsi.Value) ^ (ulong)time.UnixSeconds);
}
