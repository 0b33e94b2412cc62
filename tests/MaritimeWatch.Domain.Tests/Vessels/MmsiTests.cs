using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Domain.Tests.Vessels;

public sealed class MmsiTests
{
    // Forms of ITU-R M.585-9, annex 1; limits of the MID (201 to 775) at and one beyond.
    [Theory]
    [InlineData(200_999_999, StationKind.Malformed)]
    [InlineData(201_000_000, StationKind.Ship)]
    [InlineData(775_999_999, StationKind.Ship)]
    [InlineData(776_000_000, StationKind.Malformed)]
    [InlineData(2_194_005, StationKind.CoastStation)]
    [InlineData(20_100_000, StationKind.GroupOfShips)]
    [InlineData(111_219_501, StationKind.SarAircraft)]
    [InlineData(820_512_345, StationKind.HandheldRadio)]
    [InlineData(982_190_001, StationKind.AuxiliaryCraft)]
    [InlineData(992_191_234, StationKind.AidToNavigation)]
    [InlineData(970_123_456, StationKind.SearchAndRescueTransmitter)]
    [InlineData(972_123_456, StationKind.ManOverboardDevice)]
    [InlineData(974_123_456, StationKind.EmergencyBeacon)]
    [InlineData(0, StationKind.Malformed)]
    public void Kind_ByFirstDigits_IsThatOfTheRecommendation(uint value, StationKind expected) =>
        Assert.Equal(expected, new Mmsi(value).Kind);

    [Fact]
    public void ToString_CoastStation_KeepsLeadingZeros() => Assert.Equal("002194005", new Mmsi(2_194_005).ToString());
}
