using MaritimeWatch.Influx.Spill;

namespace MaritimeWatch.Influx.Tests;

public sealed class SpillTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("spill-");
    private readonly InfluxCounters counters = new();

    private InfluxWriterOptions Options => new() { SpillFolder = folder.FullName, SpillBytes = 4_096, SegmentBytes = 512, Request = new BatchLimits { Points = 1 } };

    private FileInfo[] Files => [.. folder.GetFiles("*.spill").OrderBy(file => file.Name, StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void WhatIsAdded_ComesBackInOrder_AlsoFromAnotherProcess_AndLeavesNothingBehind()
    {
        using (var first = new SpillFolder(Options, counters))
        {
            for (var number = 0; number < 30; number++)
            {
                first.Add(Lines.Batch([number, number + 100], number % 2 == 0 ? "raw" : null));
            }

            Assert.Equal([0, 1, 2], Drain(first, 3));
        }

        using var second = new SpillFolder(Options, counters);

        // Of a file that was begun all is sent again: the same points.
        Assert.Equal((30, 60L), (second.Batches, second.Points));
        second.Add(Lines.Batch([30, 130], "raw"));

        Assert.Equal(Enumerable.Range(0, 31), Drain(second, 100));
        Assert.Equal((0, 0L, 0L), (second.Batches, second.Bytes, counters.DamagedBytes));
        Assert.Equal((62L, 68L, 0L), (counters.Spilled, counters.Recovered, counters.LostAtBound));
        Assert.Empty(Files);
    }

    [Fact]
    public void AtTheBound_TheOldestAreDroppedAndCounted()
    {
        using var spill = new SpillFolder(Options, counters);
        for (var number = 0; number < 500; number++)
        {
            spill.Add(Lines.Batch([number]));
            Assert.InRange(spill.Bytes, 1, Options.SpillBytes);
        }

        var left = Drain(spill, 1_000);

        Assert.Equal(Enumerable.Range(500 - left.Count, left.Count), left);
        Assert.Equal(500 - left.Count, counters.LostAtBound);
        Assert.True(left.Count > 50);
    }

    // A kill between the two costs no more than a refusal does: what goes for room goes after what it makes room for is safe.
    [Fact]
    public void AtTheBound_ADiskThatRefusesTheNext_CostsNothing()
    {
        using var spill = new SpillFolder(Options, counters);
        var refusals = 0;
        var (added, lost) = (0L, 0L);
        for (var file = 1; file < 30;)
        {
            var blocked = Path.Combine(folder.FullName, FormattableString.Invariant($"{file:D12}.spill"));
            var isNew = !File.Exists(blocked);
            if (isNew)
            {
                Directory.CreateDirectory(blocked);
            }

            var refused = Record.Exception(() => lost += spill.Add(Lines.Batch([(int)added])));
            if (isNew)
            {
                Directory.Delete(blocked);
            }

            Assert.Equal((added - lost) + (refused is null ? 1 : 0), spill.Points);
            Assert.Equal(lost, counters.LostAtBound);
            refusals += refused is null ? 0 : 1;
            added += refused is null ? 1 : 0;
            file += refused is null && isNew ? 0 : 1;
        }

        Assert.True(refusals > 10 && lost > 50);
    }

    [Fact]
    public void ADroppedBatchThatWasOnItsWay_DoesNotTakeAnotherWithIt()
    {
        using var spill = new SpillFolder(Options, counters);
        spill.Add(Lines.Batch([0]));
        var onItsWay = spill.Oldest()!;
        for (var number = 1; number < 500; number++)
        {
            spill.Add(Lines.Batch([number]));
        }

        var before = spill.Batches;
        spill.Done(onItsWay);

        Assert.Equal(before, spill.Batches);
    }

    // A process is killed while it writes: the file ends anywhere within the last record.
    [Fact]
    public void ATornTail_AtEveryByte_LosesOnlyWhatWasNotAcknowledged_AndIsTold()
    {
        byte[] whole;
        using (var spill = new SpillFolder(Options, counters))
        {
            spill.Add(Lines.Batch([1, 2]));
            spill.Add(Lines.Batch([3]));
            whole = File.ReadAllBytes(Files[0].FullName);
        }

        var second = whole.AsSpan(4).IndexOf("MWSP"u8) + 4;
        for (var length = second; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "000000000001.spill"), whole[..length]);
            var told = new InfluxCounters();
            using var spill = new SpillFolder(Options, told);
            spill.Add(Lines.Batch([4]));

            Assert.Equal([1, 2, 4], spill.DrainAll());
            Assert.Equal(length - second, told.DamagedBytes);
        }
    }

    [Fact]
    public void AFlippedBit_AnywhereInABatch_LosesThatBatchAlone_AndIsTold()
    {
        byte[] whole;
        using (var spill = new SpillFolder(Options with { SegmentBytes = 4_096 }, counters))
        {
            spill.Add(Lines.Batch([1, 2]));
            spill.Add(Lines.Batch([3]));
            spill.Add(Lines.Batch([4]));
            whole = File.ReadAllBytes(Files[0].FullName);
        }

        var second = whole.AsSpan(4).IndexOf("MWSP"u8) + 4;
        var third = whole.AsSpan(second + 4).IndexOf("MWSP"u8) + second + 4;
        for (var bit = second * 8; bit < third * 8; bit++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path.Combine(folder.FullName, "000000000001.spill"), damaged);
            var told = new InfluxCounters();
            using var spill = new SpillFolder(Options, told);

            Assert.Equal([1, 2, 4], spill.DrainAll());
            Assert.Equal(third - second, told.DamagedBytes);
        }
    }

    [Fact]
    public void DamageThatComesLater_IsSkippedAndTold()
    {
        using var spill = new SpillFolder(Options, counters);
        spill.Add(Lines.Batch([1]));
        spill.Add(Lines.Batch([2]));
        using (var file = new FileStream(Files[0].FullName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = SpillRecord.HeaderBytes + 2;
            file.WriteByte((byte)'#');
        }

        Assert.Equal([2], spill.DrainAll());
        Assert.True(counters.DamagedBytes > 0);
    }

    [Fact]
    public void AFolder_IsOfOneProcess()
    {
        using var spill = new SpillFolder(Options, counters);

        Assert.Throws<IOException>(() => new SpillFolder(Options, counters));
    }

    // Every file of the folder becomes unwritable: the disk refuses, nothing is half there, and it goes on when the disk does.
    [Fact]
    public void ADiskThatRefuses_AddsNothing()
    {
        using var spill = new SpillFolder(Options, counters);
        spill.Add(Lines.Batch([1]));
        var blocked = Path.Combine(folder.FullName, "000000000002.spill");
        Directory.CreateDirectory(blocked);
        var refused = Record.Exception(() =>
        {
            for (var number = 2; number < 100; number++)
            {
                spill.Add(Lines.Batch([number]));
            }
        });
        var kept = spill.Batches;
        Directory.Delete(blocked);
        spill.Add(Lines.Batch([1_000]));

        Assert.True(refused is IOException or UnauthorizedAccessException);
        Assert.Equal([.. Enumerable.Range(1, kept), 1_000], spill.DrainAll());
    }

    // Put there a few points at a time, as they come; brought over in requests of a good size, or catching up would take as long as the outage.
    [Fact]
    public void WhatWaits_GoesInLargePieces_OfEachPolicyTogether_UpToWhatGoesAtOnce()
    {
        using var spill = new SpillFolder(Options with { SegmentBytes = 4_096, Request = new BatchLimits { Points = 7, Bytes = 60 } }, counters);
        foreach (var number in Enumerable.Range(0, 6))
        {
            spill.Add(Lines.Batch([number], number % 2 == 0 ? "raw" : "known"));
        }

        spill.Add(Lines.Batch(Enumerable.Range(10, 8), "raw"));
        spill.Add(Lines.Batch([20], "raw"));
        var pieces = new List<string>();
        while (spill.Oldest() is { } piece)
        {
            pieces.Add($"{piece.Records}: {string.Join(", ", piece.Batches.Select(batch => $"{batch.RetentionPolicy} {string.Join(' ', Lines.NumbersOf(Lines.TextOf(batch)))} ({batch.Points})"))}");
            spill.Done(piece);
        }

        Assert.Equal(["6: raw 0 2 4 (3), known 1 3 5 (3)", "1: raw 10 11 12 13 14 15 16 17 (8)", "1: raw 20 (1)"], pieces);
        Assert.Equal((15L, 15L), (counters.Spilled, counters.Recovered));
    }

    private static List<int> Drain(SpillFolder spill, int most)
    {
        var first = new List<int>();
        while (first.Count < most && spill.Oldest() is { } piece)
        {
            var batch = Assert.Single(piece.Batches);
            var numbers = Lines.NumbersOf(Lines.TextOf(batch)).ToList();
            Assert.Equal(numbers.Count, batch.Points);
            Assert.Equal(numbers.Count == 2 && numbers[0] % 2 == 0 ? "raw" : null, batch.RetentionPolicy);
            first.Add(numbers[0]);
            spill.Done(piece);
        }

        return first;
    }
}
