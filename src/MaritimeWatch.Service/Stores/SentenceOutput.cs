using System.Buffers;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Outbound;

namespace MaritimeWatch.Service.Stores;

/// <summary>Reports as AIS sentences to a file (.gz by its name) or standard output.</summary>
internal sealed class SentenceOutput : IDisposable
{
    private const int FlushBytes = 1 << 18;

    private readonly ExportFile file;
    private readonly AisEncoder encoder = new();
    private readonly ArrayBufferWriter<byte> lines = new(FlushBytes * 2);

    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public SentenceOutput(string path) => file = new ExportFile(path);

    /// <exception cref="CommandFailedException">The disk is full.</exception>
    public void Write(in AisReport report)
    {
        ReportSentences.Write(encoder, report, lines);
        if (lines.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes what is still to be written and closes the file.</summary>
    public void Complete()
    {
        Flush();
        file.Complete();
    }

    public void Dispose() => file.Dispose();

    private void Flush()
    {
        file.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
    }
}
