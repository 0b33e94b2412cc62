using System.Globalization;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>The header <c>grpc-timeout</c>: one to eight digits and a unit, <c>H M S m u n</c>.</summary>
internal static class GrpcTimeout
{
    /// <summary>Timers run no longer than this; a longer timeout is as good as none.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        // A part of a tick (100 ns) is rounded up: no deadline is earlier than the caller asked for.
        long? ticks = text[^1] switch
        {
            'H' => count * TimeSpan.TicksPerHour,
            'M' => count * TimeSpan.TicksPerMinute,
            'S' => count * TimeSpan.TicksPerSecond,
            'm' => count * TimeSpan.TicksPerMillisecond,
            'u' => count * TimeSpan.TicksPerMicrosecond,
            'n' => (count + 99) / 100,
            _ => null,
        };
        timeout = new TimeSpan(ticks ?? 0);
        return ticks is not null;
    }

    public static string Format(TimeSpan timeout)
    {
        var milliseconds = Math.Max(1, (long)Math.Ceiling(timeout.TotalMilliseconds));
        return milliseconds < 100_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(99_999_999, (milliseconds + 999) / 1000)}S");
    }
}
