using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>A parser fed with lines of recorded traffic in place of ours.</summary>
internal sealed class FuzzedRecording(IFuzzedParser parser) : IFuzzedParser
{
    private const int LinesOfEach = 400;

    private static readonly string[] SentenceFolders = ["gpsd", "kystverket", "dma-nmea", "amsa", "libais", "pyais"];

    public string Name => $"{parser.Name}, recorded";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Lines(parser)];

    public IReadOnlyList<byte[]> Words => parser.Words;

    public byte[] NextGood => parser.NextGood;

    public string NextGoodSign => parser.NextGoodSign;

    public byte[] Damaged(byte[] good, Random random) => parser.Damaged(good, random);

    public byte[] Mended(byte[] input) => parser.Mended(input);

    public FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces) => parser.Read(pieces);

    /// <summary>Whether there are recordings of this format.</summary>
    public static bool Has(IFuzzedParser parser) => parser is FuzzedNmea or FuzzedGpsdJson or FuzzedTable { IsDanish: true };

    private static IEnumerable<byte[]> Lines(IFuzzedParser parser)
    {
        var files = parser is FuzzedTable
            ? Files("dma-csv", ".csv")
            : SentenceFolders.SelectMany(folder => Files(folder, "")).Where(file => !file.EndsWith(".json", StringComparison.Ordinal));
        foreach (var file in files)
        {
            // Two lines at a time where a message may have two parts.
            var lines = RecordedTraffic.Lines(file);
            foreach (var pair in lines.Take(LinesOfEach).Chunk(2))
            {
                yield return [.. pair.SelectMany(line => line.Append((byte)'\n'))];
            }
        }
    }

    private static IEnumerable<string> Files(string folder, string end) =>
        Directory.GetFiles(SharedData.Path(folder)).Where(file => file.EndsWith(end, StringComparison.Ordinal)).Order().Select(file => Path.Combine(folder, Path.GetFileName(file)));
}
