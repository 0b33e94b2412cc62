using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Positions of Global Fishing Watch.</summary>
public sealed class GlobalFishingWatchTests
{
    [Fact]
    public void Read_Position_IsRoundedToTheGridOfAis() => Assert.Equal(
        // -23.2656002045 and 97.1636123657 times 600,000.
        new AisReport(
            new PositionReport(
                Instant.FromUtc(2015, 10, 15, 2, 39, 55), new Mmsi(263576000), -13_959_360, 58_298_167, 23, 2670, -1, PositionReport.NoRateOfTurn, StationClass.Unknown, NavigationalStatus.Undefined, false),
            null),
        JsonLines.Report(
            JsonDialect.GlobalFishingWatch,
            """{"ssvid": 263576000, "lat": -23.2656002045, "lon": 97.1636123657, "timestamp": "2015-10-15T02:39:55.000000Z", "speed": 2.2999999523, "course": 267.0, "implied_speed": null}"""));

    [Fact]
    public void Read_TextMmsiAndName_AreTaken()
    {
        var report = JsonLines.Report(JsonDialect.GlobalFishingWatch, """{"ssvid":"263576000","lat":1.0,"lon":2.0,"timestamp":"2014-01-01 01:14:25.000000","shipname":"MARIA"}""");

        Assert.Equal(new StaticReport(new Mmsi(263576000), Name: "MARIA", Feed: StaticFeed.GlobalFishingWatch), report.Static);
    }

    [Theory]
    [InlineData("""{"lat":1.0,"lon":2.0}""", DropReason.AnotherFormat)]
    [InlineData("""{"ssvid":"x","lat":1.0,"lon":2.0,"timestamp":"2014-01-01 01:14:25"}""", DropReason.BadMmsi)]
    [InlineData("""{"ssvid":263576000,"lat":null,"lon":null,"timestamp":"2014-01-01 01:14:25"}""", DropReason.NoPosition)]
    [InlineData("""{"ssvid":263576000,"lat":1.0,"lon":2.0}""", DropReason.BadTimestamp)]
    public void Read_WhatIsNoUse_SaysWhy(string line, DropReason expected) => Assert.Equal(expected, JsonLines.Dropped(JsonDialect.GlobalFishingWatch, line));

    [SharedDataTheory("gfw/416000000.jsonl.gz", "gfw/263576000.jsonl.gz")]
    [InlineData("gfw/416000000.jsonl.gz", 1_668, 0)]
    [InlineData("gfw/263576000.jsonl.gz", 928, 20)]
    public void Read_Recording_GivesEveryPosition(string file, int positions, int withoutPosition)
    {
        var reports = JsonLines.All(RecordedTraffic.Bytes(file), JsonDialect.GlobalFishingWatch, out var dropped);

        Assert.Equal(positions, reports.Count);
        Assert.Equal(withoutPosition, dropped.Count(reason => reason == DropReason.NoPosition));
        Assert.Equal(withoutPosition, dropped.Count);
    }
}
