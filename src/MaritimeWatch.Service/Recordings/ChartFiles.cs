using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Recordings;

/// <summary>Reads GeoJSON files, plain or .gz, into one chart.</summary>
internal static class ChartFiles
{
    /// <summary>The chart, with every feature that had to be left out.</summary>
    /// <exception cref="CommandFailedException">A file cannot be opened, or nothing at all could be used.</exception>
    public static ChartReading Load(IReadOnlyList<string> paths)
    {
        var reading = ChartReader.Read(paths.Select(path => new ChartFile(Path.GetFileName(path), ReadAll(path))));
        if (reading.Chart.Assets.IsEmpty && reading.Chart.Areas.IsEmpty)
        {
            throw new CommandFailedException(string.Join(
                Environment.NewLine, reading.Problems.Take(20).Select(problem => problem.ToString()).Append("no asset and no area could be used: there is nothing to watch")));
        }

        return reading;
    }

    private static byte[] ReadAll(string path)
    {
        using var bytes = new RecordingBytes(path);
        using var all = new MemoryStream();
        var block = Array.Empty<byte>();
        for (var length = bytes.ReadWhole(ref block); length > 0; length = bytes.ReadWhole(ref block))
        {
            all.Write(block, 0, length);
        }

        return all.ToArray();
    }
}
