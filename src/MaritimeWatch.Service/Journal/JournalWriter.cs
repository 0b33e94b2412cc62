using System.IO.Compression;
using System.Reflection;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Journal;

/// <summary>Packs lines into the members of the current file and deletes the oldest files. Of the journal's own thread.</summary>
internal sealed class JournalWriter(string folder, JournalSettings settings, JournalCounters counters, Func<IReadOnlyList<JournalSource>> sources, ILogger log, Func<string, Stream>? create)
{
    /// <summary>Bytes before compression after which a member ends.</summary>
    private const int MemberBytes = 1 << 20;

    /// <summary>Files are this part of what may be kept at most, so that deleting one does not delete all.</summary>
    private const int FilesKept = 16;

    /// <summary>How long a member grows at most: what a search must unpack for nothing.</summary>
    private static readonly TimeSpan MemberTime = TimeSpan.FromSeconds(10);

    /// <summary>How long the service may have been away for its clock to be believed: longer away, and what was kept lives on for the time that is missing.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromHours(24);

    /// <summary>How soon a disk that refused is tried again.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private JournalFile? file;
    private Stream? stream;
    private StreamWriter? index;
    private GZipStream? member;
    private JournalBatch inMember = new();
    private long memberOffset;
    private long memberBytes;
    private Instant memberBegun;
    private Instant retryAt = Instant.MinValue;
    private Instant? firstTurn;
    private bool hasBegun;
    private Instant? newestBefore;
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private volatile bool isWritable = true;

    /// <summary>Whether the last attempt to write succeeded.</summary>
    public bool IsWritable => isWritable;

    /// <summary>Whether an attempt is due.</summary>
    public bool MayWrite(Instant now) => isWritable || now >= retryAt;

    /// <summary>Writes notes, then lines. False where the disk refuses: then nothing of the notes and lines counts as kept.</summary>
    public bool Write(IReadOnlyList<byte[]> notes, JournalBatch batch, Instant now, bool endMember)
    {
        if (!MayWrite(now))
        {
            return notes.Count == 0 && batch.IsEmpty;
        }

        var isPut = notes.Count == 0 && batch.IsEmpty;
        try
        {
            if (notes.Count > 0 || !batch.IsEmpty)
            {
                Turn(now);
                Put(notes, batch, now);
                isPut = true;
            }

            if (member is not null && (endMember || memberBytes >= MemberBytes || now - memberBegun >= MemberTime || now < memberBegun))
            {
                EndMember();
            }

            Works();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Refuses(failure, now);
            return isPut;
        }
    }

    /// <summary>Ends the file as it should end.</summary>
    public void End(Instant now)
    {
        if (file is not null)
        {
            Write([JournalNote.Write(now, JournalNote.End)], new JournalBatch(), now, endMember: true);
        }

        Abandon();
    }

    private void Put(IReadOnlyList<byte[]> notes, JournalBatch batch, Instant now)
    {
        if (member is null)
        {
            memberOffset = stream!.Position;
            memberBytes = 0;
            memberBegun = now;
            inMember = new JournalBatch();
            member = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        }

        var before = stream!.Position;
        foreach (var note in notes)
        {
            member.Write(note);
            memberBytes += note.Length;
        }

        member.Write(batch.Bytes.WrittenSpan);
        memberBytes += batch.Bytes.WrittenCount;

        // To the operating system: what is killed with the service is the last second at most.
        member.Flush();
        stream.Flush();
        counters.Written(stream.Position - before);
        if (!batch.IsEmpty)
        {
            inMember.Add([], batch.Lines, batch.FirstReceived!.Value, batch.FirstEvent, batch.LastEvent);
            inMember.Add([], 0, batch.LastReceived!.Value, null, null);
            counters.Kept(batch.Lines, batch.Bytes.WrittenCount);
        }
    }

    private void EndMember()
    {
        var before = stream!.Position;
        member!.Dispose();
        member = null;
        stream.Flush();
        counters.Written(stream.Position - before);
        index!.WriteLine(new JournalMember(
            memberOffset, stream.Position - memberOffset, inMember.Lines, inMember.FirstReceived, inMember.LastReceived, inMember.FirstEvent, inMember.LastEvent).ToLine());
        index.Flush();
    }

    /// <summary>Begins a file at the first line, with every hour, and where one has grown large.</summary>
    private void Turn(Instant now)
    {
        if (file is not null && HourOf(file.Begun) == HourOf(now) && stream!.Position < (settings.MaxMebibytes * (1L << 20)) / FilesKept)
        {
            return;
        }

        var isFirst = !hasBegun;
        if (member is not null)
        {
            EndMember();
        }

        Abandon();
        Directory.CreateDirectory(folder);
        var previous = JournalFile.In(folder);
        var next = JournalFile.Next(folder, now);
        file = next;
        stream = (create ?? Create)(next.Path);
        index = new StreamWriter(new FileStream(next.IndexPath, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete)) { NewLine = "\n" };
        if (firstTurn is null)
        {
            firstTurn = now;
            newestBefore = previous.Where(earlier => earlier.Begun <= now).Select(earlier => (Instant?)earlier.Begun).LastOrDefault();
        }

        Delete(previous, now);
        var wasCut = isFirst && previous.Count > 0 && IsCut(previous[^1]);
        if (wasCut)
        {
            log.LogWarning("journal: '{File}' breaks off; what stands before that is readable, and '{Next}' goes on", previous[^1].Name, next.Name);
        }

        hasBegun = true;
        Put([.. Beginning(now, isFirst, wasCut ? previous[^1].Name : null)], new JournalBatch(), now);
    }

    /// <summary>Every file tells what wrote it and who its sources are.</summary>
    private IEnumerable<byte[]> Beginning(Instant now, bool isFirst, string? cut)
    {
        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        yield return cut is null ? JournalNote.Write(now, isFirst ? JournalNote.Start : JournalNote.GoesOn, version) : JournalNote.Write(now, JournalNote.Start, version, "AFTER-CUT", cut);
        foreach (var source in sources())
        {
            yield return JournalNote.Write(now, JournalNote.Open, source.Name, source.Kind.ToString().ToLowerInvariant(), source.Origin);
        }
    }

    private void Delete(IReadOnlyList<JournalFile> previous, Instant now)
    {
        var room = settings.MaxMebibytes * (1L << 20) * (FilesKept - 1) / FilesKept;
        var oldest = Believed(now) - TimeSpan.FromHours(settings.KeepHours);
        var kept = 0L;
        var isFull = false;
        for (var number = previous.Count - 1; number >= 0; number--)
        {
            // The end of a file is at most an hour after its beginning.
            if (previous[number].Begun > now)
            {
                // Of a clock that was ahead: neither its age nor its turn is known.
                continue;
            }

            try
            {
                kept += new FileInfo(previous[number].Path).Length;
                isFull |= kept > room;
                if (isFull || previous[number].Begun + TimeSpan.FromHours(1) < oldest)
                {
                    File.Delete(previous[number].Path);
                    File.Delete(previous[number].IndexPath);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A file that somebody else made fast must not cost what is received now.
                if (refused.Add(previous[number].Name))
                {
                    log.LogWarning("journal: '{File}' should be deleted and cannot be: {Reason}", previous[number].Name, failure.Message);
                }
            }
        }
    }

    private static bool IsCut(JournalFile earlier)
    {
        try
        {
            return !earlier.IsWhole();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It may not be read: nothing can be said of it.
            return false;
        }
    }

    /// <summary>
    /// The time by which files are old. A clock that is set wrong at the start must not delete everything: until a file of this run is as old as files
    /// may become, what was kept counts from its own newest file.
    /// </summary>
    private Instant Believed(Instant now) => newestBefore is { } newest ? Instant.Min(now, newest + (now - firstTurn!.Value) + Gap) : now;

    private void Works()
    {
        if (!isWritable)
        {
            isWritable = true;
            log.LogInformation("journal: what is received is kept again");
        }
    }

    private void Refuses(Exception failure, Instant now)
    {
        retryAt = now + RetryInterval;
        var begun = file;
        Abandon();
        DeleteEmpty(begun);
        if (isWritable)
        {
            isWritable = false;
            log.LogError("journal: what is received is not kept: {Reason}; it is tried again every second", failure.Message);
        }
    }

    /// <summary>A disk that is full lets files be made and nothing be written into them: one a second else.</summary>
    private static void DeleteEmpty(JournalFile? begun)
    {
        try
        {
            if (begun is not null && new FileInfo(begun.Path) is { Exists: true, Length: 0 })
            {
                File.Delete(begun.Path);
                File.Delete(begun.IndexPath);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It stays, empty, and the next begins beside it.
        }
    }

    /// <summary>Closes the file as it is; the next lines begin another.</summary>
    private void Abandon()
    {
        foreach (var open in (IDisposable?[])[member, stream, index])
        {
            try
            {
                open?.Dispose();
            }
            catch (Exception failure) when (failure is IOException or NotSupportedException)
            {
                // Said by the write that failed.
            }
        }

        (member, stream, index, file) = (null, null, null, null);
    }

    private static long HourOf(Instant time) => Math.DivRem(time.UnixSeconds, 3_600).Quotient;

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
}
