using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;
using static MaritimeWatch.Ais.Tests.CsvRows;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Times and numbers of a table in every form they are written.</summary>
public sealed class CsvNumberTests
{
    [Theory]
    [InlineData("2016-01-12 13:02:11.218")]
    [InlineData("2016-01-12T13:02:11.999Z")]
    [InlineData("2016-01-12T14:02:11+01:00")]
    [InlineData("12/01/2016 13:02:11")]
    [InlineData("1452603731")]
    [InlineData("1452603731999")]
    public void TryParse_TimeInAnyForm_IsTheWholeSecond(string time) =>
        Assert.Equal(Instant.FromUtc(2016, 1, 12, 13, 2, 11), Parsed("Time,MMSI,Latitude_degrees,Longitude_degrees", $"{time},235070762,50.7,-1.1").Time);

    [Theory]
    [InlineData("50.7730133333333", 30463808)]
    [InlineData("-0.00000083400", -1)]
    [InlineData("-9.3e-05", -56)]
    [InlineData("5E1", 30000000)]
    [InlineData("57.802943", 34681766)]
    [InlineData("57.8", 34680000)]
    public void TryParse_AnyNumberOfDecimals_GivesTheNearestAisUnit(string latitude, int raw) =>
        Assert.Equal(raw, Parsed("Time,MMSI,Lat,Lon", $"2024-01-01 00:00:00,1,{latitude},1").Dynamic.RawLatitude);

    [Fact]
    public void TryParse_EveryAisCoordinatePrintedWithSixDecimals_ComesBackExactly()
    {
        var parser = Parser("Time,MMSI,Lat,Lon");
        for (var raw = -108_000_000; raw <= 108_000_000; raw += 999_983)
        {
            var row = FormattableString.Invariant($"2024-01-01 00:00:00,1,0,{raw / 600_000.0:F6}");
            Assert.True(parser.TryParse(Bytes.Of(row), out var report, out _));
            Assert.Equal(raw, report.Dynamic.RawLongitude);
        }
    }

    [Theory]
    [InlineData("12.5", 125)]
    [InlineData("12", 120)]
    [InlineData("12.", 120)]
    [InlineData(".5", 5)]
    [InlineData("12.34", 123)]
    [InlineData("12.35", 124)]
    [InlineData("0.04", 0)]
    [InlineData("+1.5", 15)]
    [InlineData("1.29999995231628", 13)]
    [InlineData("102.0", 1020)]
    public void TryParse_AnyFormOfASpeed_GivesTheNearestTenth(string speed, int raw) =>
        Assert.Equal(raw, Parsed("Time,MMSI,Lat,Lon,SOG", $"2024-01-01 00:00:00,1,1,1,{speed}").Dynamic.RawSpeed);

    [Theory]
    [InlineData("-")]
    [InlineData("-.")]
    [InlineData(".")]
    [InlineData("1..5")]
    [InlineData("1.5.")]
    [InlineData("1-5")]
    [InlineData("12.5x")]
    [InlineData("1:5")]
    [InlineData("-1.5")]
    [InlineData("nan")]
    [InlineData("1e400")]
    [InlineData("999999999999999999999")]
    public void TryParse_NoNumberAsSpeed_IsRejected(string speed) =>
        Assert.Equal(DropReason.BadNumber, Rejected("Time,MMSI,Lat,Lon,SOG", $"2024-01-01 00:00:00,1,1,1,{speed}"));

    [Theory]
    [InlineData("57.80294:")]
    [InlineData("57.8o2943")]
    [InlineData("5/.802943")]
    [InlineData("-.")]
    [InlineData("57.80\u00002943")]
    public void TryParse_NoNumberAsLatitude_IsRejected(string latitude) =>
        Assert.Equal(DropReason.BadNumber, Rejected("Time,MMSI,Lat,Lon", $"2024-01-01 00:00:00,1,{latitude},1"));
}
