using MaritimeWatch.Influx.Spill;

namespace MaritimeWatch.Influx.Tests;

/// <summary>Files of the spill that cannot be deleted, or read, by whoever it is: the file system refuses here as it is told to.</summary>
public sealed class SpillRefusedTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("spill-");
    private readonly InfluxCounters counters = new();

    private InfluxWriterOptions Options => new() { SpillFolder = folder.FullName, SpillBytes = 4_096, SegmentBytes = 512, Request = new BatchLimits { Points = 1 } };

    private FileInfo[] Files => [.. folder.GetFiles("*.spill").OrderBy(file => file.Name, StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void WhatCannotBeDeletedForRoom_StaysKnown_WhatIsBehindItGoesInItsPlace_AndItGoesLater()
    {
        var stuck = new HashSet<string>();
        using var spill = new SpillFolder(Options, counters, Deleting(stuck));
        spill.Add(Lines.Batch([0]));
        stuck.Add(Files[0].FullName);
        for (var number = 1; number < 200; number++)
        {
            spill.Add(Lines.Batch([number]));
            Assert.InRange(spill.Bytes, 1, Options.SpillBytes);
        }

        Assert.Equal((200 - spill.Points, 0), (counters.LostAtBound, spill.Left));
        Assert.Equal(0, Assert.Single(Lines.NumbersOf(Lines.TextOf(spill.Oldest()!.Batches[0]))));
        stuck.Clear();
        for (var number = 200; number < 300; number++)
        {
            spill.Add(Lines.Batch([number]));
        }

        Assert.DoesNotContain(0, spill.DrainAll());
        Assert.Empty(Files);
    }

    // A folder that may be added to and not deleted from: the bound holds all the same, and whoever stores is told.
    [Fact]
    public void WhereNothingCanBeDeleted_TheBoundIsPassedByAFile_AndThenNothingIsAdded()
    {
        var mayDelete = false;
        using var spill = new SpillFolder(Options, counters, path => File.Delete(mayDelete ? path : throw new UnauthorizedAccessException($"no right to delete '{path}'")));
        var added = 0;
        var refused = Record.Exception(() =>
        {
            for (; added < 1_000; added++)
            {
                spill.Add(Lines.Batch([added]));
            }
        });

        Assert.Contains("no right to delete", Assert.IsType<IOException>(refused).Message, StringComparison.Ordinal);
        Assert.InRange(Files.Sum(file => file.Length), Options.SpillBytes, Options.SpillBytes + (2 * Options.SegmentBytes));
        Assert.Equal(((long)added, 0L), (spill.Points, counters.LostAtBound));
        mayDelete = true;
        spill.Add(Lines.Batch([added]));

        Assert.InRange(spill.Bytes, 1, Options.SpillBytes);
        Assert.Equal(added + 1 - spill.Points, counters.LostAtBound);
    }

    [Fact]
    public void WhatCannotBeDeletedOnceItIsDone_StandsInNobodysWay_AndComesOnceMoreToTheNextProcess()
    {
        var stuck = new HashSet<string>();
        using (var spill = new SpillFolder(Options, counters, Deleting(stuck)))
        {
            foreach (var number in Enumerable.Range(0, 40))
            {
                spill.Add(Lines.Batch([number]));
            }

            stuck.UnionWith(Files.Take(2).Select(file => file.FullName));
            Assert.Equal(Enumerable.Range(0, 40), spill.DrainAll());
            Assert.Equal((2, 0, 0L, 0L), (spill.Left, spill.Batches, spill.Points, spill.Bytes));
            Assert.Contains("no right", spill.WhyLeft, StringComparison.Ordinal);

            // Nothing is written over what was left: it may be writable by somebody else alone.
            spill.Add(Lines.Batch([40]));
            Assert.Equal(3, Files.Length);
            Assert.Equal([40], spill.DrainAll());
        }

        var names = Files.Select(file => file.FullName).ToList();
        Assert.Equal(stuck.Order(), names);
        using (var second = new SpillFolder(Options, counters, Deleting(stuck)))
        {
            var again = second.DrainAll();
            Assert.Equal(Enumerable.Range(0, again.Count), again);
            Assert.InRange(again.Count, 2, 39);
            Assert.Empty(second.DrainAll());
            Assert.Equal(2, second.Left);

            // They go with the next that goes.
            stuck.Clear();
            second.Add(Lines.Batch([41]));
            Assert.Equal([41], second.DrainAll());
            Assert.Equal(0, second.Left);
        }

        Assert.Empty(Files);
    }

    [Fact]
    public void FilesThatCannotBeDeleted_AreNoMoreThanAThousand()
    {
        using var spill = new SpillFolder(Options with { SpillBytes = 1 << 20 }, counters, _ => throw new IOException("read-only"));
        var refused = Record.Exception(() =>
        {
            for (var number = 0; number < 2_000; number++)
            {
                spill.Add(Lines.Batch([number]));
                spill.DrainAll();
            }
        });

        Assert.IsType<IOException>(refused);
        Assert.Equal((1_001, 1_001), (spill.Left, Files.Length));
    }

    [Fact]
    public void WhatCannotBeRead_Waits_AndWhatIsBehindItGoesFirst()
    {
        using var spill = new SpillFolder(Options, counters);
        foreach (var number in Enumerable.Range(0, 40))
        {
            spill.Add(Lines.Batch([number]));
        }

        var second = Files[1].FullName;
        File.Move(second, second + ".away");
        Directory.CreateDirectory(second);
        var came = new List<int>();
        var refused = Record.Exception(() =>
        {
            while (spill.Oldest() is { } piece)
            {
                came.AddRange(piece.Batches.SelectMany(batch => Lines.NumbersOf(Lines.TextOf(batch))));
                spill.Done(piece);
            }
        });
        Assert.True(refused is IOException or UnauthorizedAccessException);
        Assert.Equal((40L, 39), (spill.Points + came.Count, came[^1]));
        Directory.Delete(second);
        File.Move(second + ".away", second);

        Assert.Equal(Enumerable.Range(0, 40), came.Concat(spill.DrainAll()).Order());
        Assert.Equal(0, counters.DamagedBytes);
    }

    [Fact]
    public void WhatSomebodyTookAway_IsCounted_AndNothingWaitsForIt()
    {
        using var spill = new SpillFolder(Options, counters);
        foreach (var number in Enumerable.Range(0, 40))
        {
            spill.Add(Lines.Batch([number]));
        }

        var bytes = Files[1].Length;
        Files[1].Delete();

        Assert.InRange(spill.DrainAll().Count, 20, 39);
        Assert.Equal((0, bytes), (spill.Batches, counters.DamagedBytes));
    }

    private static Action<string> Deleting(HashSet<string> stuck) => path => File.Delete(stuck.Contains(path) ? throw new UnauthorizedAccessException($"no right to delete '{path}'") : path);
}
