using System.Text;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Conversion;

/// <summary>A folder for one test's files, and <c>convert</c> over them.</summary>
internal sealed class ConversionBench : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("convert").FullName;
    private int runs;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Converts in this process; the lines that came out.</summary>
    public async Task<(int Exit, string Error, string[] Lines, string File)> ConvertAsync(string[] inputs, params string[] options)
    {
        var output = Path.Combine(folder, $"reports{++runs}.ndjson");
        var run = await CommandRun.HereAsync(["convert", "--input", .. inputs, "--output", output, .. options]);
        return (run.Exit, run.Error, File.Exists(output) ? await File.ReadAllLinesAsync(output) : [], output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
