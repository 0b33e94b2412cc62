using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>One vessel as the whole picture knows her: her last sample and her speed, minute by minute, over the last hour and a half.</summary>
internal sealed class VesselPicture(ulong key)
{
    /// <summary>Minutes of speed that are remembered.</summary>
    public const int RememberedMinutes = 96;

    private float[]? speeds;
    private long lastMinute = long.MinValue;

    /// <summary>MMSI and hull, see <see cref="PictureSample.Key"/>.</summary>
    public ulong Key { get; } = key;

    public Mmsi Mmsi => new((uint)Key);

    /// <summary>The last sample.</summary>
    public PictureSample Last { get; private set; }

    /// <summary>What is known of her; the MMSI alone where nothing is.</summary>
    public VesselIdentity Identity { get; set; } = new(new Mmsi((uint)key), null, null, null, null, null);

    public ShipType? ShipType { get; set; }

    /// <summary>Where the picture keeps her; for <see cref="SeaPicture"/> alone.</summary>
    internal (int, int)? Cell { get; set; }

    /// <summary>Takes her next sample.</summary>
    public void Observe(in PictureSample sample)
    {
        Last = sample;
        var minute = MinuteOf(sample.Time);
        if (speeds is null)
        {
            speeds = new float[RememberedMinutes];
            Array.Fill(speeds, float.NaN);
        }

        // Minutes without a sample say nothing.
        for (var missing = Math.Max(lastMinute + 1, minute - RememberedMinutes + 1); missing < minute; missing++)
        {
            speeds[missing % RememberedMinutes] = float.NaN;
        }

        speeds[minute % RememberedMinutes] = sample.MeanSpeedKnots;
        lastMinute = minute;
    }

    /// <summary>Mean speed of the minute that begins at a time in knots, or NaN when there was no sample or it is forgotten.</summary>
    public float SpeedAt(Instant time) => SpeedInMinute(MinuteOf(time));

    /// <summary>Median of the minutes' speeds in [from, to) in knots; NaN when less than <paramref name="least"/> of them are known.</summary>
    public double MedianSpeed(Instant from, Instant to, int least)
    {
        Span<float> known = stackalloc float[RememberedMinutes];
        var count = 0;
        for (var minute = MinuteOf(from); minute < MinuteOf(to) && count < known.Length; minute++)
        {
            var speed = SpeedInMinute(minute);
            if (!float.IsNaN(speed))
            {
                known[count++] = speed;
            }
        }

        if (count < Math.Max(1, least))
        {
            return double.NaN;
        }

        known = known[..count];
        known.Sort();
        return (known[(count - 1) / 2] + known[count / 2]) / 2.0;
    }

    private static long MinuteOf(Instant time) => Math.DivRem(time.UnixMilliseconds, 60_000, out var rest) - (rest < 0 ? 1 : 0);

    private float SpeedInMinute(long minute) =>
        speeds is null || minute > lastMinute || minute <= lastMinute - RememberedMinutes || minute < 0 ? float.NaN : speeds[minute % RememberedMinutes];
}
