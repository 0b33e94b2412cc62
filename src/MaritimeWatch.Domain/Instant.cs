using System.Globalization;

namespace MaritimeWatch.Domain;

/// <summary>A moment in UTC, to the millisecond.</summary>
/// <param name="UnixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z; negative before it.</param>
public readonly record struct Instant(long UnixMilliseconds) : IComparable<Instant>, IUtf8SpanFormattable
{
    /// <summary>The moment before every other.</summary>
    public static readonly Instant MinValue = new(long.MinValue / 4);

    /// <summary>The moment after every other.</summary>
    public static readonly Instant MaxValue = new(long.MaxValue / 4);

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long UnixSeconds => Math.DivRem(UnixMilliseconds, 1000, out var rest) - (rest < 0 ? 1 : 0);

    /// <summary>The same moment with the milliseconds cut off: AIS time is whole seconds.</summary>
    public Instant WholeSecond => FromUnixSeconds(UnixSeconds);

    /// <summary>The moment <paramref name="seconds"/> after 1970-01-01T00:00:00Z.</summary>
    public static Instant FromUnixSeconds(long seconds) => new(seconds * 1000);

    private string Format => UnixMilliseconds % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The moment of a UTC calendar date and time of day; each part in its usual range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of range.</exception>
    public static Instant FromUtc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0, int millisecond = 0) =>
        FromDateTime(new DateTime(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc));

    /// <summary>The moment of a <see cref="DateTime"/> that is taken as UTC.</summary>
    public static Instant FromDateTime(DateTime utc) => new((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    /// <summary>Reads RFC 3339 (<c>2024-11-17T00:00:00Z</c>, offsets allowed) or a plain date.</summary>
    public static bool TryParse(string? text, out Instant instant)
    {
        var parsed = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        instant = parsed ? new Instant(value.ToUnixTimeMilliseconds()) : default;
        return parsed;
    }

    /// <summary>The same moment as a UTC <see cref="DateTime"/>.</summary>
    public DateTime ToDateTime() => DateTime.UnixEpoch.AddTicks(UnixMilliseconds * TimeSpan.TicksPerMillisecond);

    /// <inheritdoc/>
    public int CompareTo(Instant other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    /// <summary>The moment a duration later.</summary>
    public static Instant operator +(Instant start, TimeSpan duration) => new(start.UnixMilliseconds + (duration.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>The moment a duration earlier.</summary>
    public static Instant operator -(Instant start, TimeSpan duration) => new(start.UnixMilliseconds - (duration.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>The duration from the second moment to the first.</summary>
    public static TimeSpan operator -(Instant end, Instant start) => new((end.UnixMilliseconds - start.UnixMilliseconds) * TimeSpan.TicksPerMillisecond);

    /// <summary>Whether the first is the earlier.</summary>
    public static bool operator <(Instant left, Instant right) => left.UnixMilliseconds < right.UnixMilliseconds;

    /// <summary>Whether the first is the later.</summary>
    public static bool operator >(Instant left, Instant right) => left.UnixMilliseconds > right.UnixMilliseconds;

    /// <summary>Whether the first is not the later.</summary>
    public static bool operator <=(Instant left, Instant right) => left.UnixMilliseconds <= right.UnixMilliseconds;

    /// <summary>Whether the first is not the earlier.</summary>
    public static bool operator >=(Instant left, Instant right) => left.UnixMilliseconds >= right.UnixMilliseconds;

    /// <summary>The later of two.</summary>
    public static Instant Max(Instant left, Instant right) => left > right ? left : right;

    /// <summary>The earlier of two.</summary>
    public static Instant Min(Instant left, Instant right) => left < right ? left : right;

    /// <summary>RFC 3339, e.g. <c>2024-11-17T00:00:00Z</c>; milliseconds only where there are any.</summary>
    public override string ToString() => ToDateTime().ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Writes what <see cref="ToString"/> says, at most 24 bytes.</summary>
    /// <param name="utf8Destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes that is; 0 where there is no room.</param>
    /// <param name="format">There is one form only.</param>
    /// <param name="provider">It is the same everywhere.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        ToDateTime().TryFormat(utf8Destination, out bytesWritten, Format, CultureInfo.InvariantCulture);

    /// <summary>The form used in identifiers, e.g. <c>20241117T000000Z</c>.</summary>
    public string ToCompactString() => ToDateTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
