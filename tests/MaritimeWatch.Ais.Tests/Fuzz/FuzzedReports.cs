using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Reports as text to compare, and what no report may say.</summary>
internal static class FuzzedReports
{
    public static string Text(in AisReport report) => string.Create(CultureInfo.InvariantCulture, $"mmsi {report.Mmsi} {report.Dynamic} {report.Static}");

    public static string Text(IEnumerable<StageCounter> counters) => string.Join("; ", counters.Select(Text));

    public static string Text(StageCounter counter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counter.Stage} {counter.In}{string.Concat(Enum.GetValues<DropReason>().Where(reason => counter.DroppedFor(reason) != 0).Select(reason => $" {reason} {counter.DroppedFor(reason)}"))}");

    /// <summary>Null, or a value that the domain does not know.</summary>
    public static string? Fault(in AisReport report)
    {
        var position = report.Dynamic;
        var said = report.Static;
        return position.HasPosition && !position.Position.IsValid ? "a position that is not on the globe"
            : !position.HasPosition && said is null ? "a report that says nothing"
            : report.Mmsi.Value is 0 or > 999_999_999 ? "an MMSI that cannot be"
            : said is not null && said.Mmsi != report.Mmsi ? "static data of another sender"
            : position.RawSpeed is < -1 or > 10_220 ? "a speed out of range"
            : position.RawCourse is < -1 or > 3_599 ? "a course out of range"
            : position.RawHeading is < -1 or > 359 ? "a heading out of range"
            : !Enum.IsDefined(position.Status) ? "a status that does not exist"
            : said is { LengthMetres: 0 or > 1_022 } or { BreadthMetres: 0 or > 1_022 } or { DraughtMetres: <= 0 or > 25.5 } ? "a size that cannot be"
            : Texts(said).Any(text => text is not null && (text.Length == 0 || text != text.Trim(' '))) ? "a text that is empty or not trimmed"
            : null;
    }

    private static string?[] Texts(StaticReport? said) => said is null ? [] : [said.Name, said.CallSign, said.Destination];
}
