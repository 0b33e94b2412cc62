using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Our own records: written, then read, the same report. Random reports, a fixed seed.</summary>
public sealed class ReportJsonTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20241117, 7);

    [Fact]
    public void Write_Position_IsOneLineInPlainUnits() => Assert.Equal(
        """{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.310000,"speedKnots":12.5,"courseDegrees":241.8,"headingDegrees":241,"rateOfTurnDegreesPerMinute":-0.7,"status":5,"highAccuracy":true}""" + "\n",
        Line(new AisReport(
            new PositionReport(Instant.FromUtc(2024, 11, 17, 0, 0, 7), new Mmsi(219000606), 34_681_766, -6_786_000, 125, 2418, 241, -7, StationClass.ClassA, NavigationalStatus.Moored, true), null)));

    [Fact]
    public void Write_HostileName_IsHarmless()
    {
        var line = Line(new AisReport(
            JsonPosition.Silent(Instant.FromUnixSeconds(1), new Mmsi(1), StationClass.ClassA), new StaticReport(new Mmsi(1), Name: "</script>\n\"\\\u2028é", MessageType: 5)));

        Assert.Equal(
            """{"time":"1970-01-01T00:00:01Z","mmsi":1,"stationClass":"A","static":{"messageType":5,"name":"\u003C/script\u003E\n\u0022\\\u2028\u00E9"}}""" + "\n", line);
    }

    [Fact]
    public void Write_Report_ComesBackTheSame() => Check.One(Seeded, Prop.ForAll(Reports().ToArbitrary(), report =>
    {
        var reader = new JsonReportReader(JsonDialect.MaritimeWatch, new StaticReportInterning(16));
        reader.Read(Bytes.Of(Line(report)), null, out var back, out var reason);
        Assert.Equal(report, back);
        Assert.Equal(report.Dynamic.HasPosition || report.Static is not null ? DropReason.None : DropReason.NoPosition, reason);
    }));

    [Fact]
    public void Write_WithParticulars_ComesBackWithoutThem()
    {
        var said = new StaticReport(new Mmsi(219000606), 9074729, Name: "ANNA", ShipType: new ShipType(70), MessageType: 5);
        var join = new ParticularsJoin(said.Mmsi);
        join.Observe(said, Instant.FromUtc(2024, 11, 17));
        var report = new AisReport(PositionReport.Create(Instant.FromUtc(2024, 11, 17, 1), said.Mmsi, new GeoPosition(57, 11)), null);

        var line = Line(report, ReportJsonWriter.Encode(join.Known));

        Assert.EndsWith(
            ""","vessel":{"name":"ANNA","imo":9074729,"shipType":70,"shipCategory":"Cargo","said":{"name":{"since":"2024-11-17T00:00:00Z","source":"message 5"},"imo":{"since":"2024-11-17T00:00:00Z","source":"message 5"},"shipType":{"since":"2024-11-17T00:00:00Z","source":"message 5"}}}}""" + "\n",
            line,
            StringComparison.Ordinal);
        Assert.Equal(report, JsonLines.Report(JsonDialect.MaritimeWatch, line));
    }

    [Theory]
    [InlineData("""{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"latitude":1.0,"longitude":1.0}""", DropReason.AnotherFormat)]
    [InlineData("""{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"C","latitude":1.0,"longitude":1.0}""", DropReason.Malformed)]
    [InlineData("""{"time":"yesterday","mmsi":219000606,"stationClass":"A","latitude":1.0,"longitude":1.0}""", DropReason.BadTimestamp)]
    [InlineData("""{"time":"2024-11-17T00:00:07Z","mmsi":-1,"stationClass":"A","latitude":1.0,"longitude":1.0}""", DropReason.BadMmsi)]
    [InlineData("""{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A"}""", DropReason.NoPosition)]
    [InlineData("""{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A","static":{"messageType":28}}""", DropReason.BadNumber)]
    public void Read_WhatIsNoUse_SaysWhy(string line, DropReason expected) => Assert.Equal(expected, JsonLines.Dropped(JsonDialect.MaritimeWatch, line));

    private static string Line(in AisReport report, ReadOnlySpan<byte> particulars = default)
    {
        var output = new ArrayBufferWriter<byte>();
        ReportJsonWriter.Write(report, particulars, output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Everything a reader of this project can hand out.</summary>
    private static Gen<AisReport> Reports() =>
        from seconds in Gen.Choose(0, int.MaxValue)
        from mmsi in Gen.Choose(1, 999_999_999)
        from latitude in Gen.Choose(-54_000_000, 54_000_000)
        from longitude in Gen.Choose(-108_000_000, 108_000_000)
        from hasPosition in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from speed in Gen.Choose(-1, 10_220)
        from course in Gen.Choose(-1, 3_599)
        from heading in Gen.Choose(-1, 359)
        from turn in Gen.Choose(-7_201, 7_200)
        from stationClass in Gen.Elements(Enum.GetValues<StationClass>())
        from status in Gen.Choose(0, 15)
        from accuracy in Gen.Elements(true, false)
        from said in Gen.OneOf(Gen.Constant<StaticReport?>(null), Statics(new Mmsi((uint)mmsi)).Select(said => (StaticReport?)said))
        select new AisReport(
            new PositionReport(
                Instant.FromUnixSeconds(seconds + 100_000_000L),
                new Mmsi((uint)mmsi),
                hasPosition ? latitude : PositionReport.NoPosition,
                hasPosition ? longitude : PositionReport.NoPosition,
                (short)speed,
                (short)course,
                (short)heading,
                turn == -7_201 ? PositionReport.NoRateOfTurn : (short)turn,
                stationClass,
                (NavigationalStatus)status,
                accuracy),
            said);

    private static Gen<StaticReport> Statics(Mmsi mmsi) =>
        from imo in Gen.Elements<uint?>(null, 9074729, 9134270)
        from texts in Gen.Elements<string?>(null, "A", " ANNA@ \t", "\"\\/\u0001é漢", "Ⅷ<>&'").ArrayOf(3)
        from type in Gen.Choose(0, 99)
        from dimensions in Gen.Choose(0, 63).ArrayOf(4)
        from isStated in Gen.Elements(true, false)
        from draught in Gen.Choose(0, 255)
        from origin in Gen.Elements((5, StaticFeed.None), (19, StaticFeed.None), (24, StaticFeed.None), (0, StaticFeed.Digitraffic), (0, StaticFeed.AisHub))
        select new StaticReport(
            mmsi, imo, texts[0], texts[1] ?? "NAME", type == 0 ? null : new ShipType((byte)type),
            Metres(dimensions[0]), Metres(dimensions[1]), Metres(dimensions[2]), Metres(dimensions[3]),
            isStated ? (ushort)1022 : Metres(dimensions[0] + dimensions[1]), isStated ? (ushort)126 : Metres(dimensions[2] + dimensions[3]),
            draught == 0 ? null : draught / 10.0, texts[2], (byte)origin.Item1, origin.Item2);

    private static ushort? Metres(int metres) => metres == 0 ? null : (ushort)metres;
}
