using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Reads the files of charted assets and context areas.</summary>
internal static class ChartFiles
{
    /// <summary>Reads them all; what is wrong with them is in the answer.</summary>
    /// <exception cref="CommandFailedException">A file cannot be read at all.</exception>
    public static ChartReading Read(IEnumerable<string> paths) => ChartReader.Read([.. paths.Select(Load)]);

    private static ChartFile Load(string path)
    {
        try
        {
            return new ChartFile(path, File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"the assets file '{path}' does not exist");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"the assets file '{path}' cannot be read: {failure.Message}");
        }
    }
}
