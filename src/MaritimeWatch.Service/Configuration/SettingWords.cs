using System.Collections;
using System.Globalization;
using System.Xml;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Values of settings for programs and for people.</summary>
internal static class SettingWords
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    /// <summary>The unit as a word that programs can go by; see <see cref="SettingEntry.Unit"/>.</summary>
    public static string Unit(string unit) => unit switch
    {
        "hh:mm:ss" => "duration",
        "kn" => "knots",
        "kn/h" => "knots per hour",
        "m" => "metres",
        "°" => "degrees",
        "part of 1" => "fraction",
        "h" => "hours",
        "lengths overall" => "lengths",
        "true, false" => "boolean",
        _ => unit,
    };

    /// <summary>A value as JSON has it: a duration by ISO 8601, e.g. <c>PT20M</c>; numbers, truths and lists as they are.</summary>
    public static object? Value(object? value) => value switch
    {
        TimeSpan time => XmlConvert.ToString(time),
        string or null => value,
        IEnumerable list => list.Cast<object?>().Select(Value).ToList(),
        _ => value,
    };

    /// <summary>A value as a settings file has it: a duration as <c>hh:mm:ss</c>, all else as in <see cref="Value"/>.</summary>
    public static object? Written(object? value) => value is TimeSpan time ? SettingDocument.Text(time) : Value(value);

    /// <summary>A value for people, with its unit, e.g. <c>20 min</c>, <c>2.5 kn</c>, <c>5 %</c>.</summary>
    public static string Text(object? value, string unit) => value switch
    {
        null => "none",
        TimeSpan time => Duration(time),
        bool truth => truth ? "yes" : "no",
        string text => text,
        IEnumerable list => list.Cast<object?>().ToList() is { Count: > 0 } some ? string.Join(", ", some.Select(one => SettingDocument.Text(one))) : "none",
        double share when unit == "part of 1" => $"{(share * 100).ToString("0.####", CultureInfo.InvariantCulture)} %",
        _ when unit is "count" or "number" => SettingDocument.Text(value),
        _ when unit == "°" => $"{SettingDocument.Text(value)}°",
        _ => $"{SettingDocument.Text(value)} {unit}",
    };

    /// <summary>A duration in its units, the largest first, e.g. <c>1 h 30 min</c>; whole days from two on.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time >= TwoDays && time.Ticks % TimeSpan.TicksPerDay == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{time.Days} days");
        }

        (long Count, string Unit)[] parts = [((long)time.TotalHours, "h"), (time.Minutes, "min"), (time.Seconds, "s"), (time.Milliseconds, "ms")];
        var said = parts.Where(part => part.Count != 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")).ToList();
        return said.Count == 0 ? "0 s" : string.Join(' ', said);
    }
}
