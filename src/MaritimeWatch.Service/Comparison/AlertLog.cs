using System.Globalization;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>Alert events as <c>replay</c> writes them, line by line: plain, gzip or zip, a file or standard input.</summary>
internal static class AlertLog
{
    private const int ProblemsShown = 20;

    /// <summary>Hands every event to <paramref name="take"/>, in the order of the file; lines that are none are named on standard error.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="take">What to do with an event.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>How many lines were rejected.</returns>
    /// <exception cref="Commands.CommandFailedException">The file is missing or may not be read.</exception>
    public static long Read(string path, Action<AlertLine> take, CancellationToken cancellation = default)
    {
        var name = path == "-" ? "standard input" : path;
        using var bytes = new RecordingBytes(path);
        var (lines, rejected) = (0L, 0L);
        var block = Array.Empty<byte>();
        for (var length = bytes.ReadBlock(ref block); length > 0; length = bytes.ReadBlock(ref block))
        {
            cancellation.ThrowIfCancellationRequested();
            var start = lines == 0 && block.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
            var reader = new LineReader(block.AsSpan(start, length - start));
            while (reader.TryRead(out var line))
            {
                if (line.Trim(" \t"u8).IsEmpty)
                {
                    continue;
                }

                if (AlertLine.TryParse(line.ToArray(), out var alert, out var problem))
                {
                    take(alert!);
                }
                else
                {
                    Reject(name, lines + reader.LineNumber, problem!, ref rejected);
                }
            }

            lines += reader.LineNumber;
        }

        if (bytes.Damage is { } damage)
        {
            Reject(name, lines, damage, ref rejected);
        }

        if (bytes.SkippedLines > 0)
        {
            Reject(name, lines, $"{bytes.SkippedLines} lines of more than a megabyte were passed over", ref rejected);
        }

        if (rejected > ProblemsShown)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {name}: {rejected - ProblemsShown} more lines rejected"));
        }

        return rejected;
    }

    private static void Reject(string name, long line, string problem, ref long rejected)
    {
        rejected++;
        if (rejected <= ProblemsShown)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {name}: line {line}: {problem}"));
        }
    }
}
