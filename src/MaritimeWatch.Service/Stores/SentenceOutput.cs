using System.Buffers;
using System.IO.Compression;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Decode;
using MaritimeWatch.Service.Outbound;

namespace MaritimeWatch.Service.Stores;

/// <summary>Reports as AIS sentences to a file (.gz by its name) or standard output.</summary>
internal sealed class SentenceOutput : IDisposable
{
    private const int FlushBytes = 1 << 18;

    private readonly Stream stream;
    private readonly AisEncoder encoder = new();
    private readonly ArrayBufferWriter<byte> lines = new(FlushBytes * 2);

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public SentenceOutput(string path)
    {
        try
        {
            var file = path == "-" ? DecodeOutput.StandardOutput() : File.Create(path);
            stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be written: {failure.Message}");
        }
    }

    /// <exception cref="IOException">The disk is full, or nobody reads any more.</exception>
    public void Write(in AisReport report)
    {
        ReportSentences.Write(encoder, report, lines);
        if (lines.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes what is still to be written.</summary>
    public void Flush()
    {
        stream.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
        stream.Flush();
    }

    public void Dispose() => stream.Dispose();
}
