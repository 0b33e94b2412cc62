using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

/// <summary>What receivers say around a sentence, beside the TAG block.</summary>
public sealed class ReceptionTests
{
    // The example of the gpsd document "AIVDM/AIVDO protocol decoding", section on the US Coast Guard's format.
    private const string CoastGuard = ",s22728,d-105,S2212,T59.00339837,r09STOL1,1272844797";

    // A line of the Danish Maritime Authority's format, as dma-ais/AisLib documents it.
    private const string Danish = "$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26";

    [Fact]
    public void Suffix_EveryField_IsRead()
    {
        var suffix = new ReceptionSuffix(Bytes.Of(CoastGuard));

        Assert.Equal((22728, -105, 2212), (suffix.SignalStrength, suffix.SignalStrengthDecibelMilliwatts, suffix.Slot));
        Assert.Equal(59.00339837, suffix.ArrivalSeconds);
        Assert.Equal("09STOL1", Bytes.Text(suffix.Station));
        Assert.Equal(Instant.FromUnixSeconds(1272844797), suffix.Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(",s,d-,S2250,T61.0,rx1")]
    [InlineData(",sx,dx,Sx,Tx,12728")]
    public void Suffix_FieldsMissingOrBeyondTheirRange_AreNull(string text)
    {
        var suffix = new ReceptionSuffix(Bytes.Of(text));

        Assert.Null(suffix.SignalStrength);
        Assert.Null(suffix.SignalStrengthDecibelMilliwatts);
        Assert.Null(suffix.Slot);
        Assert.Null(suffix.ArrivalSeconds);
        Assert.Null(suffix.Time);
    }

    [Theory]
    [InlineData(",b003669976,1272844797", "003669976")]
    [InlineData(",r003669930", "003669930")]
    [InlineData(",1272844797", "")]
    public void Station_BaseOrReceiver_IsTold(string text, string expected) => Assert.Equal(expected, Bytes.Text(new ReceptionSuffix(Bytes.Of(text)).Station));

    [Fact]
    public void Pghp_EveryField_IsRead()
    {
        Assert.True(PghpLine.TryRead(Bytes.Of(Danish), out var line));

        Assert.Equal(Instant.FromUtc(2013, 11, 12, 12, 0, 0, 11), line.Time);
        Assert.Equal((219, null, "2190067", true, 0x62), (line.CountryDigits, line.Region, Bytes.Text(line.Station), line.IsOnline, line.SentenceChecksum));
    }

    [Fact]
    public void Pghp_NameInPlaceOfAStation_IsAsItStands()
    {
        // The satellite logs of the Australian authority.
        Assert.True(PghpLine.TryRead(Bytes.Of(BitString.WithChecksum("$PGHP,1,2012,1,31,5,7,2,151,316,2,316000002,1AIS_S,51")), out var line));

        Assert.Equal((316, 2L, "316000002", null), (line.CountryDigits, line.Region, Bytes.Text(line.Station), line.IsOnline));
        Assert.Equal(0x51, line.SentenceChecksum);
    }

    [Theory]
    [InlineData("$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*27")]
    [InlineData("$PGHP,1,2013,11,12,12,0,0,11")]
    [InlineData("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*58")]
    [InlineData("$PGHP,")]
    public void Pghp_OtherLine_IsNone(string line) => Assert.False(PghpLine.TryRead(Bytes.Of(line), out _));

    [Theory]
    [InlineData(99_999, true)]
    [InlineData(100_000, false)]
    public void Pghp_FirstField_HasFiveDigitsAtMost(int kind, bool expected) =>
        Assert.Equal(expected, PghpLine.TryRead(Bytes.Of(BitString.WithChecksum($"$PGHP,{kind},2013,11,12,12,0,0,11,219,,2190067,1,62")), out _));

    [Fact]
    public void Alarm_OfABaseStation_IsRead()
    {
        // IEC 61993-2, alarm 6; seen in the Australian authority's logs.
        Assert.True(AlarmLine.TryRead("$BSALR,,006,V,V,general failure*62"u8, out var alarm));

        Assert.Equal(("BS", 6, false, false, "general failure"), (Bytes.Text(alarm.Talker), alarm.Number, alarm.IsRaised, alarm.IsAcknowledged, Bytes.Text(alarm.Text)));
    }

    [Theory]
    [InlineData("$BSALR,,006,V,V,general failure*63")]
    [InlineData("$BSALR,,006,V,V")]
    [InlineData("$BSALR")]
    public void Alarm_OtherLine_IsNone(string line) => Assert.False(AlarmLine.TryRead(Bytes.Of(line), out _));

    [Theory]
    [InlineData("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A", "2015-07-20T09:22:11Z")]
    [InlineData("$GNRMC,235960,A,,,,,,,311216,,,A", "2017-01-01T00:00:00Z")] // a leap second is the second after it
    [InlineData("$GPRMC,000000,A,,,,,,,010199,,,A", "1999-01-01T00:00:00Z")]
    [InlineData("$GPZDA,170948,18,08,2022,00,00", "2022-08-18T17:09:48Z")]
    [InlineData("$GPZDA,170948.99,18,08,2022,-02,00", "2022-08-18T17:09:48Z")] // the zone is not applied: the time is UTC
    public void OwnShipClock_ValidTime_IsRead(string line, string expected)
    {
        Assert.True(Instant.TryParse(expected, out var time));
        Assert.Equal(time, OwnShipClock.TimeOf(Bytes.Of(BitString.WithChecksum(line))));
    }

    [Theory]
    [InlineData("$GPRMC,092211.00,V,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A")] // no valid fix
    [InlineData("$IIRMC,092210,A,5759.095,N,01144.342,E,5.5,31.1,,0.0,E,A")] // no date
    [InlineData("$GPRMC,,A,,,,,,,200715,,,A")]
    [InlineData("$GPRMC,246000,A,,,,,,,200715,,,A")]
    [InlineData("$GPRMC,092261,A,,,,,,,200715,,,A")]
    [InlineData("$GPRMC,092211,A,,,,,,,300215,,,A")]
    [InlineData("$GPZDA,170948,18,08,,00,00")]
    [InlineData("$GPZDA,170948,18,08,22,00,00")]
    [InlineData("$GPZDA")]
    [InlineData("$GPGGA,092211,5759.09700,N,01144.34344,E,1,08,1.0,1.0,M,,M,,")]
    public void OwnShipClock_NoTime_IsNull(string line) => Assert.Null(OwnShipClock.TimeOf(Bytes.Of(BitString.WithChecksum(line))));

    [Fact]
    public void OwnShipClock_BadChecksum_IsNull() =>
        Assert.Null(OwnShipClock.TimeOf("$GPRMC,092211.00,A,5759.09700,N,01144.34344,E,5.257,28.27,200715,,,A*59"u8));
}
