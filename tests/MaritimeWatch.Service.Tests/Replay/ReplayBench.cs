using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>A folder for one test's files, and <c>replay</c> over them.</summary>
internal sealed class ReplayBench : IDisposable
{
    public static readonly string[] ExerciseChart =
    [
        SharedData.InRepository("data-samples/assets/north-sea-exercise.geojson"),
        SharedData.InRepository("data-samples/assets/north-sea-context.geojson"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("replay").FullName;
    private int runs;

    public string PathOf(string name) => Path.Combine(folder, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Replays in this process.</summary>
    /// <param name="inputs">Recorded traffic.</param>
    /// <param name="assets">Chart files.</param>
    /// <param name="options">Further arguments.</param>
    public async Task<Replayed> ReplayAsync(string[] inputs, string[] assets, params string[] options)
    {
        var (alerts, summary) = (PathOf($"alerts{++runs}.ndjson"), PathOf($"summary{runs}.json"));
        var run = await CommandRun.HereAsync(["replay", "--input", .. inputs, "--assets", .. assets, "--alerts", alerts, "--summary", summary, .. options]);
        return new Replayed(run.Exit, run.Error, File.Exists(alerts) ? await File.ReadAllBytesAsync(alerts) : [], Read(summary));
    }

    /// <summary>Replays in a process of its own, alerts from standard output.</summary>
    public async Task<Replayed> ReplayInProcessAsync(string[] inputs, string[] assets, byte[]? input = null, int piece = 1 << 16)
    {
        var summary = PathOf($"summary{++runs}.json");
        var run = await CommandRun.ProcessAsync(["replay", "--input", .. inputs, "--assets", .. assets, "--summary", summary], input, piece);
        return new Replayed(run.Exit, run.Error, run.Output, Read(summary));
    }

    public static byte[] Unpacked(byte[] compressed)
    {
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    public static byte[] Packed(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return bytes.ToArray();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static JsonElement Read(string summary) =>
        File.Exists(summary) ? JsonDocument.Parse(File.ReadAllBytes(summary)).RootElement : default;
}
