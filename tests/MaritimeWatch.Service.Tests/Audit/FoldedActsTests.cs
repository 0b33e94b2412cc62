using MaritimeWatch.Domain;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.Audit;

public sealed class FoldedActsTests
{
    private static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);

    private readonly FoldedActs folded = new();

    [Fact]
    public void Take_OfTheSameWithinAMinute_IsOneEntryWithItsCount()
    {
        foreach (var second in new[] { 1, 30, 59, 60 })
        {
            folded.Add(Refusal(second));
        }

        Assert.Empty(folded.Take(At(59)));
        var first = Assert.Single(folded.Take(At(60)));
        Assert.Equal((At(1), "unknown", "192.0.2.8", "CREDENTIALS_MISSING", "GET /metrics"), (first.Time, first.Actor, first.Client, first.Outcome, first.Subject));
        Assert.Equal("{\"count\":3,\"last\":\"2024-11-17T00:00:59Z\"}", first.Detail);
        Assert.Equal(At(60), Assert.Single(folded.Take(At(120))).Time);
        Assert.Empty(folded.Take(Instant.MaxValue));
    }

    [Fact]
    public void Take_OfOtherCallersAddressesAndReasons_IsAnEntryEach()
    {
        folded.Add(Refusal(1));
        folded.Add(Refusal(1) with { Actor = "ann" });
        folded.Add(Refusal(1) with { Client = "192.0.2.9" });
        folded.Add(Refusal(1) with { Outcome = "SCOPE_MISSING" });
        folded.Add(Refusal(1) with { Subject = "GET /readyz/detail" });

        var taken = folded.Take(Instant.MaxValue);
        Assert.Equal(4, taken.Count);
        Assert.Equal("{\"count\":2,\"last\":\"2024-11-17T00:00:01Z\",\"subjects\":[\"GET /metrics\",\"GET /readyz/detail\"]}", taken[0].Detail);
    }

    [Fact]
    public void Add_FromMoreAddressesThanThereIsRoomFor_CountsTheRestTogether()
    {
        for (var number = 0; number < FoldedActs.MostApart + 1_000; number++)
        {
            folded.Add(Refusal(1) with { Client = $"2001:db8::{number:x}" });
        }

        var taken = folded.Take(Instant.MaxValue);
        Assert.Equal(501, taken.Count);
        Assert.StartsWith("{\"count\":1000,", Assert.Single(taken, entry => entry.Client == FoldedActs.Others).Detail, StringComparison.Ordinal);
    }

    /// <summary>While the disk refuses nothing is taken, minute after minute.</summary>
    [Fact]
    public void Add_MinuteAfterMinuteWithoutBeingTaken_StaysBoundedAndCountsAll()
    {
        for (var number = 0; number < 10_000; number++)
        {
            folded.Add(Refusal(60 * number) with { Client = $"192.0.2.{number % 7}" });
        }

        var taken = folded.Take(Instant.MaxValue);
        Assert.InRange(taken.Count, 1, (2 * FoldedActs.MostApart) + 1);
        Assert.Equal(10_000, taken.Sum(entry => System.Text.Json.JsonDocument.Parse(entry.Detail).RootElement.GetProperty("count").GetInt64()));
    }

    /// <summary>A clock that is set back must not keep entries in memory for good.</summary>
    [Fact]
    public void Take_AfterTheClockWasSetBack_GivesWhatLiesAhead()
    {
        folded.Add(Refusal(3_600));

        Assert.Single(folded.Take(At(0)));
    }

    private static Instant At(int second) => Epoch + TimeSpan.FromSeconds(second);

    private static AuditRecord Refusal(int second) => new(At(second), AuditActions.AccessRefused, "unknown", "GET /metrics") { Client = "192.0.2.8", Outcome = "CREDENTIALS_MISSING" };
}
