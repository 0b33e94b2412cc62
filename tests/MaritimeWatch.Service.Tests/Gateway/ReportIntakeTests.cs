using System.Threading.Channels;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class ReportIntakeTests
{
    private uint made;

    [Fact]
    public void Offer_WithoutRoom_ShedsAndCounts()
    {
        var intake = new ReportIntake(2);

        for (var report = 0; report < 3; report++)
        {
            intake.Offer(new IntakeItem());
        }

        Assert.Equal((2, 1, 2), (intake.Accepted, intake.Shed, intake.Waiting));
    }

    [Fact]
    public async Task HandOverAsync_WithoutRoom_WaitsForItAndShedsNothing()
    {
        var intake = new ReportIntake(1);
        await intake.HandOverAsync(new IntakeItem(), CancellationToken.None);

        var waiting = intake.HandOverAsync(new IntakeItem(), CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.True(intake.TryRead(out _));
        await waiting;

        Assert.Equal((2, 0), (intake.Accepted, intake.Shed));
    }

    /// <summary>The policy, step by step: each rank gives way to the next, and what is near an asset to nobody.</summary>
    [Fact]
    public void Offer_WithoutRoom_ShedsTheLowestRankFirstAndNeverWhatIsNearAnAsset()
    {
        var intake = new ReportIntake(7);
        var shed = new List<ShedRank>();
        intake.WasShed += item => shed.Add(item.Rank);
        foreach (var rank in Enum.GetValues<ShedRank>())
        {
            intake.Offer(Item(rank));
        }

        for (var report = 0; report < 8; report++)
        {
            intake.Offer(Item(ShedRank.NearAsset));
        }

        Assert.Equal(
            [ShedRank.Suspect, ShedRank.SuspectNearAsset, ShedRank.ClassBStatic, ShedRank.ClassBPosition, ShedRank.ClassAStatic, ShedRank.ClassAPosition, ShedRank.NearAsset, ShedRank.NearAsset], shed);
        Assert.All(Drain(intake), item => Assert.Equal(ShedRank.NearAsset, item.Rank));
    }

    [Fact]
    public void Offer_OfALowerRankThanAllThatWaits_IsShedItself()
    {
        var intake = new ReportIntake(1);
        intake.Offer(Item(ShedRank.ClassBPosition));

        intake.Offer(Item(ShedRank.ClassBStatic));

        Assert.Equal([ShedRank.ClassBPosition], Drain(intake).Select(item => item.Rank));
    }

    [Fact]
    public void Offer_OfASourceThatHasLittleWaiting_TakesThePlaceOfTheOneThatFloods()
    {
        var intake = new ReportIntake(10);
        var (flood, healthy) = (new SourceBalance(), new SourceBalance());
        for (var report = 0; report < 100; report++)
        {
            intake.Offer(Item(ShedRank.ClassAPosition, flood));
        }

        for (var report = 0; report < 5; report++)
        {
            intake.Offer(Item(ShedRank.ClassAPosition, healthy));
        }

        Assert.Equal((95, 0), (flood.TotalShed(), healthy.TotalShed()));
    }

    /// <summary>Those that can wait fill three quarters, one of them half; those that cannot find room all the same, and take nothing from those that wait.</summary>
    [Fact]
    public void HandOverAsync_ByManyThatCanWait_LeavesRoomForThoseThatCannot()
    {
        var intake = new ReportIntake(16);
        var (first, second) = (new SourceBalance(), new SourceBalance());
        var ofFirst = Fill(intake, first);
        Assert.Equal(8, ofFirst);
        Assert.Equal(4, Fill(intake, second));

        for (var report = 0; report < 6; report++)
        {
            intake.Offer(Item(ShedRank.NearAsset));
        }

        Assert.Equal((16, 2), (intake.Waiting, intake.Shed));
        Assert.Equal((0, 0), (first.TotalShed(), second.TotalShed()));
    }

    /// <summary>Whoever pushes waits for a receipt, and is one of those that can wait: half of the queue at most.</summary>
    [Fact]
    public void HandOverAsync_ByOneThatPushes_FillsHalfAtMost()
    {
        var intake = new ReportIntake(16);
        var (balance, receipt) = (new SourceBalance(), new IntakeReceipt(100));
        var taken = 0;
        while (intake.HandOverAsync(new IntakeItem(Report(++made), receipt, taken, balance), CancellationToken.None).IsCompleted)
        {
            taken++;
        }

        Assert.Equal(8, taken);
        intake.GiveUp();
        Assert.Equal((0, 0), (balance.TotalShed(), intake.Waiting)); // counted by whoever holds the receipt
    }

    [Fact]
    public void TryRead_WhateverTheRank_GivesTheOrderOfArrival()
    {
        var intake = new ReportIntake(100);
        var random = new Random(3);
        for (var report = 0; report < 100; report++)
        {
            intake.Offer(Item((ShedRank)random.Next(7)));
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (uint)number), Drain(intake).Select(item => item.Report.Mmsi.Value));
    }

    [Fact]
    public async Task HandOverAsync_OfManyAtOnceWithAReaderBehind_LosesNothing()
    {
        var intake = new ReportIntake(64);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var balance = new SourceBalance();
            for (var report = 0; report < 5_000; report++)
            {
                await intake.HandOverAsync(new IntakeItem(Report((uint)((writer * 10_000) + report)), Balance: balance), CancellationToken.None);
            }
        })).ToArray();
        _ = Task.WhenAll(writers).ContinueWith(_ => intake.Complete(), TaskScheduler.Default);
        var read = new List<uint>();

        while (await intake.WaitToReadAsync(CancellationToken.None))
        {
            while (intake.TryRead(out var item))
            {
                read.Add(item.Report.Mmsi.Value);
            }
        }

        Assert.Equal(40_000, read.Count);
        Assert.All(read.GroupBy(mmsi => mmsi / 10_000), one => Assert.Equal(one.Order(), one));
    }

    [Fact]
    public async Task GiveUp_WithReportsWaiting_ShedsThemAndTakesNoMore()
    {
        var intake = new ReportIntake(2);
        var balance = new SourceBalance();
        intake.Offer(Item(ShedRank.ClassAPosition, balance));

        intake.GiveUp();
        intake.Offer(Item(ShedRank.ClassAPosition, balance));

        Assert.Equal((2, 0), (balance.TotalShed(), intake.Waiting));
        await Assert.ThrowsAsync<ChannelClosedException>(() => intake.HandOverAsync(Item(ShedRank.NearAsset), CancellationToken.None).AsTask());
        Assert.False(await intake.WaitToReadAsync(CancellationToken.None));
    }

    private static AisReport Report(uint mmsi) => new(PositionReport.Create(Instant.FromUtc(2024, 11, 17), new Mmsi(mmsi), new GeoPosition(51, 2)), null);

    private static List<IntakeItem> Drain(ReportIntake intake)
    {
        var items = new List<IntakeItem>();
        while (intake.TryRead(out var item))
        {
            items.Add(item);
        }

        return items;
    }

    private IntakeItem Item(ShedRank rank, SourceBalance? balance = null) => new(Report(++made), Balance: balance, Rank: rank);

    private int Fill(ReportIntake intake, SourceBalance balance)
    {
        for (var taken = 0; ; taken++)
        {
            if (!intake.HandOverAsync(Item(ShedRank.ClassAPosition, balance), CancellationToken.None).IsCompleted)
            {
                return taken;
            }
        }
    }
}
