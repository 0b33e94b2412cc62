using System.Globalization;

namespace MaritimeWatch.Ais.Tests;

/// <summary>The table of differences as it is published: how often each row applies to the recordings, by what is printed.</summary>
internal static class DifferenceTable
{
    private static readonly Dictionary<string, string[]> Rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "DIFFERENCES.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 11 && int.TryParse(cells[^2], CultureInfo.InvariantCulture, out _))
        .ToDictionary(cells => cells[1]);

    public static IEnumerable<string> Names => Rows.Keys;

    /// <summary>The rows that apply and how often.</summary>
    /// <param name="column">0 for <c>-j</c>, 1 for <c>-u</c>, 2 for <c>-s</c>.</param>
    public static IEnumerable<KeyValuePair<string, int>> Counts(int column) => Rows
        .Select(row => KeyValuePair.Create(row.Key, int.Parse(row.Value[7 + column], CultureInfo.InvariantCulture)))
        .Where(row => row.Value > 0)
        .OrderBy(row => row.Key, StringComparer.Ordinal);
}
