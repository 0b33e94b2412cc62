using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>A file of input that once crashed a program, each line with what is to become of it.</summary>
/// <remarks>
/// <c># tracker number: what happened</c> begins an entry, which is read by itself; <c>#= outcome</c> stands before each line. Control
/// pictures (U+2400 to U+241F) stand for control characters, which would make the file binary.
/// </remarks>
internal static class Corpus
{
    private const string Expected = "#= ";

    public static IReadOnlyList<Entry> Read(string file)
    {
        var entries = new List<Entry>();
        var outcome = "";
        foreach (var line in File.ReadLines(SharedData.InRepository(Path.Combine("tests/MaritimeWatch.Ais.Tests/corpus", file)), System.Text.Encoding.UTF8))
        {
            if (line.StartsWith(Expected, StringComparison.Ordinal))
            {
                outcome = line[Expected.Length..];
            }
            else if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                entries.Add(new Entry(line[2..], []));
            }
            else if (line.Length > 0)
            {
                entries[^1].Lines.Add((Input(line), outcome));
                outcome = "";
            }
        }

        return entries;
    }

    private static byte[] Input(string line) =>
        System.Text.Encoding.UTF8.GetBytes(string.Concat(line.Select(character => character is >= '\u2400' and <= '\u241F' ? (char)(character - '\u2400') : character)));

    /// <summary>One report of a tracker.</summary>
    /// <param name="Report">Where it stands, and what happened.</param>
    /// <param name="Lines">Its lines, each with the outcome.</param>
    public sealed record Entry(string Report, List<(byte[] Line, string Outcome)> Lines);
}
