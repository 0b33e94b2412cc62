using MaritimeWatch.Ais.Messages.Binary;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Payloads where gpsd goes wrong or that it does not list by element: IMO SN/Circ.236, SN.1/Circ.289 and inland AIS, bit by bit.</summary>
public sealed class BinaryPayloadTests
{
    [Theory]
    [InlineData(6, 88)]
    [InlineData(8, 56)]
    public void PersonsAndAirDraught_AreTheFirstBitsOfThePayload(int type, int start)
    {
        var bits = BitString.Of(type, 219000606).PadTo(start).Put(0b1000000000001, 13);

        Assert.Equal(4_097, new PersonsOnBoard(bits.Decoded(), start).Persons);
        Assert.Equal(0b10000000000, new AirDraught(bits.Decoded(), start).HeightOverKeelDecimetres);
    }

    [Theory]
    [InlineData(172, 1, 1)]
    [InlineData(171, 1, 0)]
    [InlineData(172, 9, 1)]
    [InlineData(997, 16, 16)]
    [InlineData(1_008, 31, 16)]
    [InlineData(1_008, 0, 0)]
    public void Route_Waypoints_AreThoseAnnouncedAndSentWhole(int bits, int announced, int waypoints) => Assert.Equal(
        waypoints, new RouteInformation(BitString.Of(8, 2190047).PadTo(112).Put(announced, 5).PadTo(bits).Decoded(), 56).Waypoints);

    [Fact]
    public void Route_SecondWaypoint_FollowsTheFirst()
    {
        var route = new RouteInformation(BitString.Of(6, 2190047).PadTo(88).Put(5, 10).Put(1, 3).Put(31, 5).Put(11, 4).Put(24, 5).Put(18, 5).Put(30, 6).Put(600, 18)
            .Put(2, 5).Put(1, 28).Put(2, 27).Put(-6_162_600, 28).Put(-33_696_001, 27).Decoded(), 88);

        Assert.Equal((5, 1, 31, 11, 24, 18, 30, 600), (route.Linkage, route.SenderCode, route.RouteType, route.StartMonth, route.StartDay, route.StartHour, route.StartMinute, route.DurationMinutes));
        Assert.Equal((2, -6_162_600, -33_696_001), (route.Waypoints, route.Longitude(1), route.Latitude(1)));
    }

    [Theory]
    [InlineData(176, 1)]
    [InlineData(295, 1)]
    [InlineData(296, 2)]
    [InlineData(536, 4)]
    [InlineData(1_008, 4)]
    public void Targets_AreOf120Bits(int bits, int targets) => Assert.Equal(targets, new SyntheticTargets(BitString.Of(8, 2190047).PadTo(bits).Decoded()).Targets);

    [Fact]
    public void Targets_SecondTarget_HasItsFields()
    {
        var targets = new SyntheticTargets(BitString.Of(8, 2190047).PadTo(176)
            .Put(0, 2).Put(0, 12).Put(219000606, 30).Put(0, 4).Put(-3_300_002, 24).Put(600_001, 25).Put(359, 9).Put(59, 6).Put(254, 8).Decoded());

        Assert.Equal((0, 219000606u), (targets.IdentifierType(1), targets.Identifier(1)));
        Assert.Equal((-3_300_002, 600_001), (targets.LatitudeThousandthMinutes(1), targets.LongitudeThousandthMinutes(1)));
        Assert.Equal((359, 59, 254), (targets.CourseDegrees(1), targets.UtcSecond(1), targets.SpeedKnots(1)));
    }

    [Fact]
    public void Targets_CallSign_IsText()
    {
        var targets = new SyntheticTargets(BitString.Of(8, 2190047).PadTo(56).Put(2, 2).Put("OXVD2", 7).PadTo(176).Decoded());
        Span<byte> text = stackalloc byte[SyntheticTargets.NameLength];

        Assert.Equal((2, "OXVD2"), (targets.IdentifierType(0), Bytes.Text(text[..targets.Name(0, text)])));
    }

    [Theory]
    [InlineData(true, 189, 0)]
    [InlineData(true, 190, 1)]
    [InlineData(true, 376, 3)]
    [InlineData(false, 184, 0)]
    [InlineData(false, 185, 1)]
    [InlineData(false, 361, 3)]
    [InlineData(false, 1_008, 3)]
    public void Tide_Points_AreThoseSentWhole(bool isTrial, int bits, int points) => Assert.Equal(points, new TidalWindow(BitString.Of(6, 2190047).PadTo(bits).Decoded(), isTrial).Points);

    [Fact]
    public void Tide_TrialPoint_IsInTenThousandthMinutes()
    {
        var tide = new TidalWindow(BitString.Of(6, 2190047).PadTo(97).Put(-32_400_000, 27).Put(7_200_000, 28).Put(6, 5).Put(10, 6).Put(7, 5).Put(50, 6).Put(180, 9).Put(25, 7).Decoded(), isTrial: true);

        Assert.Equal((12.0, -54.0), (tide.Longitude(0) / (double)tide.UnitsPerDegree, tide.Latitude(0) / (double)tide.UnitsPerDegree));
        Assert.Equal((6, 10, 7, 50, 180, 25), (tide.FromHour(0), tide.FromMinute(0), tide.ToHour(0), tide.ToMinute(0), tide.CurrentDegrees(0), tide.CurrentTenthKnots(0)));
    }

    [Fact]
    public void Tide_Point_IsInThousandthMinutes()
    {
        var tide = new TidalWindow(BitString.Of(6, 2190047).PadTo(97).Put(-720_000, 25).Put(3_240_000, 24).Put(6, 5).Put(10, 6).Put(7, 5).Put(50, 6).Put(180, 9).Put(251, 8).Decoded(), isTrial: false);

        Assert.Equal((-12.0, 54.0), (tide.Longitude(0) / (double)tide.UnitsPerDegree, tide.Latitude(0) / (double)tide.UnitsPerDegree));
        Assert.Equal(251, tide.CurrentTenthKnots(0));
    }

    [Theory]
    [InlineData(116, 0)]
    [InlineData(117, 1)]
    [InlineData(120, 1)] // padded to a whole byte
    [InlineData(576, 28)]
    public void Cargoes_AreThoseSentWhole(int bits, int cargoes) => Assert.Equal(cargoes, new DangerousCargo(BitString.Of(6, 219000606).PadTo(bits).Decoded()).Cargoes);

    [Fact]
    public void Warning_Start_IsMonthDayHourMinute()
    {
        var warning = new WeatherWarning(BitString.Of(8, 2110047).PadTo(56).Put(24, 8).Put(3, 4).Put(17, 5).Put(25, 8).Put(4, 4).Put(18, 5).Put(11, 5).Put(45, 6).Put(12, 5).Put(46, 6).PadTo(256).Decoded());

        Assert.Equal((2024, 3, 17, 11, 45), (warning.StartYear, warning.StartMonth, warning.StartDay, warning.StartHour, warning.StartMinute));
        Assert.Equal((2025, 4, 18, 12, 46), (warning.EndYear, warning.EndMonth, warning.EndDay, warning.EndHour, warning.EndMinute));
    }

    [Theory]
    [InlineData(0, -10.0)]
    [InlineData(900, -1.0)]
    [InlineData(1_000, 0.0)]
    [InlineData(4_000, 30.0)]
    public void Weather_WaterLevel_IsAboveTenMetresBelowDatum(int sent, double metres)
    {
        var weather = new MetHydro(BitString.Of(8, 2190047).PadTo(201).Put(sent, 12).PadTo(360).Decoded());

        Assert.Equal(metres, (weather.WaterLevelCentimetresAbove10MetresBelow / 100.0) - 10, 9);
    }

    [Fact]
    public void Berth_Services_AreTwoBitsEach()
    {
        var berth = new BerthingData(BitString.Of(6, 2190047).PadTo(139).Put(1, 2).Put(2, 2).PadTo(189).Put(3, 2).PadTo(360).Decoded());

        Assert.Equal((1, 2, 0, 3), (berth.Service(0), berth.Service(1), berth.Service(2), berth.Service(BerthingData.Services - 1)));
    }
}
