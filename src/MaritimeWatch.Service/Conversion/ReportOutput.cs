using System.Buffers;
using System.IO.Compression;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Conversion;

/// <summary>Reports as our own NDJSON to a file (.gz by its name) or standard output, with what is known of their vessels joined to them.</summary>
internal sealed class ReportOutput : IDisposable
{
    private const int FlushBytes = 1 << 18;

    private readonly string path;
    private readonly bool isJoined;
    private readonly Stream file;
    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> lines = new(FlushBytes * 2);
    private readonly VesselDirectory vessels = new();
    private readonly Dictionary<Mmsi, byte[]> encoded = [];
    private readonly HashSet<Mmsi> heard = [];

    /// <summary>Opens the output.</summary>
    /// <param name="path">A file, or '-'.</param>
    /// <param name="isJoined">Whether the vessel's particulars go with each report.</param>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public ReportOutput(string path, bool isJoined)
    {
        (this.path, this.isJoined) = (path, isJoined);
        try
        {
            file = path == "-" ? Console.OpenStandardOutput() : File.Create(path);
            stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be written: {failure.Message}");
        }
    }

    /// <summary>Reports with a position.</summary>
    public long Positions { get; private set; }

    /// <summary>Reports with static data.</summary>
    public long Statics { get; private set; }

    /// <summary>Vessels heard.</summary>
    public int Vessels => heard.Count;

    /// <summary>Vessels that said anything of themselves.</summary>
    public int VesselsKnown => vessels.Count;

    public void Write(in AisReport report)
    {
        Positions += report.Dynamic.HasPosition ? 1 : 0;
        Statics += report.Static is null ? 0 : 1;
        heard.Add(report.Mmsi);
        if (vessels.Observe(report) && vessels.TryFind(report.Mmsi, out var known))
        {
            encoded[report.Mmsi] = ReportJsonWriter.Encode(known);
        }

        ReportJsonWriter.Write(report, isJoined ? encoded.GetValueOrDefault(report.Mmsi) : null, lines);
        if (lines.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }

    /// <summary>Hands everything over.</summary>
    /// <exception cref="CommandFailedException">The disk is full, the reader has gone.</exception>
    public void Flush() => Guard(() =>
    {
        stream.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
        stream.Flush();
    });

    /// <summary>Writes what is still to be written and closes the file.</summary>
    public void Complete()
    {
        Flush();
        Guard(stream.Dispose);
    }

    public void Dispose()
    {
        try
        {
            stream.Dispose();
            file.Dispose();
        }
        catch (IOException)
        {
            // Said by the write that failed.
        }
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            throw new CommandFailedException($"{(path == "-" ? "standard output" : path)}: writing reports failed: {failure.Message}");
        }
    }
}
