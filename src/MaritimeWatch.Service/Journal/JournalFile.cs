using System.IO.Compression;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>One file of the journal: gzip members one behind the other, beside it an index with a line for each that is whole.</summary>
/// <remarks>
/// <c>received-20261122T140000Z-00.nmea.gz</c>, named for the moment of its beginning, read by <c>zcat</c>, <c>replay</c> and <c>decode</c>. No file is ever
/// written again after the service that began it has ended, so that only the end of a file can be cut.
/// </remarks>
internal sealed class JournalFile(string path)
{
    private const string Beginning = "received-";
    private const string Ending = ".nmea.gz";
    private const int ReadBytes = 1 << 16;

    public string Path { get; } = path;

    public string Name => System.IO.Path.GetFileName(Path);

    public string IndexPath => Path + ".index";

    /// <summary>When it was begun, by its name.</summary>
    public Instant Begun { get; } = TimeOf(System.IO.Path.GetFileName(path)) ?? Instant.MinValue;

    /// <summary>The file that begins now.</summary>
    public static JournalFile Next(string folder, Instant now)
    {
        for (var number = 0; ; number++)
        {
            var path = System.IO.Path.Combine(folder, $"{Beginning}{now.WholeSecond.ToCompactString()}-{number:D2}{Ending}");
            if (!File.Exists(path))
            {
                return new JournalFile(path);
            }
        }
    }

    /// <summary>The files of a folder, the oldest first; none where there is no folder.</summary>
    public static IReadOnlyList<JournalFile> In(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, $"{Beginning}*{Ending}").Where(path => TimeOf(System.IO.Path.GetFileName(path)) is not null).Order(StringComparer.Ordinal).Select(path => new JournalFile(path))];

    /// <summary>The members: those of the index, then what lies behind them as one of unknown times, whole or cut.</summary>
    public IReadOnlyList<JournalMember> Members()
    {
        var members = new List<JournalMember>();
        var end = 0L;
        var length = new FileInfo(Path).Length;
        if (File.Exists(IndexPath))
        {
            using var index = new StreamReader(new FileStream(IndexPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (index.ReadLine() is { } line && JournalMember.Read(line) is { } member && member.Offset == end && end + member.Length <= length)
            {
                members.Add(member);
                end += member.Length;
            }
        }

        if (end < length)
        {
            members.Add(new JournalMember(end, length - end, 0, null, null, null, null));
        }

        return members;
    }

    /// <summary>Whether every byte belongs to a member of the index: it was ended as it should.</summary>
    public bool IsWhole() => IndexedBytes() == new FileInfo(Path).Length;

    /// <summary>Reads the lines of a member.</summary>
    /// <param name="member">Which.</param>
    /// <param name="take">Gets each line without its end.</param>
    /// <returns>Whether it was whole; what stands before a cut is read.</returns>
    public bool Read(JournalMember member, ReadOnlySpanAction take)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Position = member.Offset;
        using var piece = new PieceStream(file, member.Length);
        using var unpacked = new GZipStream(piece, CompressionMode.Decompress);
        var buffer = new byte[ReadBytes];
        var held = 0;
        try
        {
            while (true)
            {
                if (held == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var count = unpacked.Read(buffer, held, buffer.Length - held);
                if (count == 0)
                {
                    // A line without its end was being written when the service was killed.
                    return held == 0;
                }

                held = Lines(buffer, held + count, take);
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static int Lines(byte[] buffer, int length, ReadOnlySpanAction take)
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, length);
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            take(rest[..end]);
            rest = rest[(end + 1)..];
        }

        rest.CopyTo(buffer);
        return rest.Length;
    }

    private long IndexedBytes() => !File.Exists(IndexPath) ? 0 : File.ReadLines(IndexPath).Sum(line => JournalMember.Read(line)?.Length ?? 0);

    private static Instant? TimeOf(string name)
    {
        // received-20261122T140000Z-00.nmea.gz: exactly so, the number of two digits or more. What is named otherwise, e.g. a copy to keep, is not ours to delete.
        if (name.Length < Beginning.Length + 19 + Ending.Length || !name.StartsWith(Beginning, StringComparison.Ordinal) || !name.EndsWith(Ending, StringComparison.Ordinal)
            || name[Beginning.Length + 16] != '-' || name.AsSpan()[(Beginning.Length + 17)..^Ending.Length].ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var text = name.AsSpan(Beginning.Length, 16);
        return DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time)
            ? Instant.FromDateTime(time)
            : null;
    }

    /// <summary>Takes a line.</summary>
    public delegate void ReadOnlySpanAction(ReadOnlySpan<byte> line);
}
