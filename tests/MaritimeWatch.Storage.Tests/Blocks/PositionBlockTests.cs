using System.Security.Cryptography;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;

namespace MaritimeWatch.Storage.Tests.Blocks;

public sealed class PositionBlockTests
{
    private static readonly Mmsi Ship = new(219_000_606);
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 14, 12);

    /// <summary>The 300 positions of seed 711 in one piece, as blocks were written first.</summary>
    private const string FirstVersion =
        "AQCWAABSDTapuSATNsZmqtsFkIK1s1bBUtCBkWTGtbTEhWrbMWTWKytNYHCwxg1qURE2LGq22rW1KAcS1sw2tNbMqqtkray1YImYGjSNaiCrWpsTbEASz3kTFgHR63Bsr0vdsS9LXjm0mNWybvc8DWvd61nDzvdp" +
        "7nrUw1ZaG1PO842Au92yyF7mXubd60xBuxpbOxne7wDz1bW5t3rJDavc271e4e7xLGtZzATECARTLi4uXLlxiklwpEPQAgIAQhAwhJJDIZJhkyTMkyZMmZMzJmZOZk4GoiIiIiIiIiIiIVREKIiIiFFKIiEqUKFE" +
        "KBChQISQO3mzbba2ZjLAtLSSVSpc6q6CWtW2rba1ttrdbbbW7XXbbW3bXa2621CttbWt0tXSraqqqqoiCsahHgJgoskrgo8ogNKUFEo77M0J6GN4kGt4A8YMCKjI9KSWARmGohCZsTReMRBCggAPCbvWm1CGlCtt" +
        "eCI9w2OFUmi4nNFoKxgs4SD0J0R+qijvP0cjl9wc91dW8X158L9bEEHLsvx8KRjnPHc0R5ghral353XinyMYR2DjT3vEsQae/Oot5FYPW++2j8+OHleM2UxFKTTQdb734ZixV0mFVamgmqOoOMBTJmc7gAEH//+A" +
        "H//+AD///AA///wAAf//4ABAAAAAAf//wAAf//wABP//4AP//4AP//4Af//wA///gA///gAEf//wAAP//4AAAAAAAE///wAAf//4AH//+AD///ADlZuAZ1rYmOWGSyvr8NcpyORCOfLy9dCQmIY8GfC70nhPvTwG" +
        "sO0wrHK57Up405+BhcQQdI4ab8PjtoHddOF1wWd5aa5Xz28PFREfLdcNPWmug9fZ9+E8p+R6+2cwqjiyVHpVBh3WyNwHPPmVWQwbIy6gPDZr2FTIw5U0LicmOYuCMgI+TXgVHRTdOiJkIlPHw89n7demOa4T4Uyv" +
        "XTA9Yvw74VtEqUwxnlnpiVz2oOgpeCwvY35c8IeeQqmzTNlzJlg2uW65EdEZmuLNW5FsBB0xBFEpL3BGgxmi5xi1PSFoeLTIDEChuAPDQqcOrl8HfqhEjDwbx+BFYAoZofBXYg1PBgpsBLh1Gr0bzaDHFoy82Hib" +
        "TBSvANktGqklDJ9l6os91IHs1JnVkfj7Drt4EQnwVh2sLAmHEC9R54+xwsuiFiXJu5djMMAQilc+2xcOO51eqt+LPFySyaYqerKcYrJwRa8TZ+iVMbDV7p1A5BR4UYE7ebXs0+Kt1ODXRRboTotnGvi04IHzk0b5" +
        "Mi4uHZb2Tml0eF26W2TGRDlGFhTQwWmwtXIO9iq9j3QcPRCxVslN1oh8glcOSHdr5JcSdaSE7mF0xFo=";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(256)]
    [InlineData(PositionBlock.MostPositions)]
    public void Decode_OfATrack_GivesEveryPositionBitForBit(int count) => Same(Track(count, seed: 711));

    [Fact]
    public void Decode_OfWhateverAReportCanHold_GivesItBack()
    {
        var random = new Random(712);
        for (var round = 0; round < 200; round++)
        {
            Same(Enumerable.Range(0, random.Next(1, 200)).Select(_ => Wild(random)).OrderBy(position => position.Time.UnixSeconds).ToArray());
        }
    }

    [Fact]
    public void Decode_OfTheEndsOfEveryRange_GivesThemBack()
    {
        PositionReport[] ends =
        [
            new(Instant.FromUnixSeconds(0), Ship, -54_000_000, -108_000_000, 0, 0, 0, -32_767, StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, false),
            new(Instant.FromUnixSeconds(0), Ship, 54_000_000, 108_000_000, 10_220, 3_599, 359, 32_767, StationClass.DistressTransmitter, NavigationalStatus.Undefined, true),
            new(Instant.FromUnixSeconds(0), Ship, 54_000_000, -108_000_000, -1, -1, -1, PositionReport.NoRateOfTurn, StationClass.ClassB, NavigationalStatus.Undefined, true),
            new(Instant.FromUnixSeconds(1L << 39), Ship, 0, 0, 1, 1, 1, 0, StationClass.ClassA, NavigationalStatus.AtAnchor, false),
        ];

        Same(ends);
    }

    [Fact]
    public void Decode_OfABlockOfTheFirstVersion_GivesItsPositions()
    {
        var (block, track, positions) = (Convert.FromBase64String(FirstVersion), Track(300, seed: 711), new List<PositionReport>());

        PositionBlock.Decode(block, Ship, positions);

        Assert.Equal(track, positions);
        Assert.Equal(track[^1], PositionBlock.End(block, Ship, SpanEnd.Newest, long.MinValue, long.MaxValue, null));
        Assert.Equal(300, PositionBlock.Count(block));
    }

    [Fact]
    public void Decode_OfASpan_GivesWhatLiesInIt()
    {
        var random = new Random(720);
        for (var round = 0; round < 200; round++)
        {
            // Seconds that come several times, also where one piece ends and the next begins.
            var track = Track(random.Next(1, 700), seed: round).Select((position, i) => position with { Time = Noon + TimeSpan.FromSeconds(i / 5 * 5) }).ToArray();
            var block = PositionBlock.Encode(track);
            var first = Noon.UnixSeconds + random.Next(-10, track.Length + 10);
            var end = first + random.Next(0, track.Length);
            var positions = new List<PositionReport>();

            PositionBlock.Decode(block, Ship, first, end, positions);

            Assert.Equal(track.Where(position => position.Time.UnixSeconds >= first && position.Time.UnixSeconds < end), positions);
            Assert.Equal(positions.Cast<PositionReport?>().LastOrDefault(), PositionBlock.End(block, Ship, SpanEnd.Newest, first, end, null));
            Assert.Equal(positions.Cast<PositionReport?>().FirstOrDefault(), PositionBlock.End(block, Ship, SpanEnd.Oldest, first, end, null));
        }
    }

    [Fact]
    public void Encode_OfAShipUnderWay_TakesFourBytesAPosition()
    {
        var track = Track(2_000, seed: 713);

        Assert.InRange(PositionBlock.Encode(track).Length, 1, 2_000 * 5);
    }

    [Fact]
    public void Encode_OfAShipAtHerBerth_TakesOneByteAPosition()
    {
        var moored = Enumerable.Range(0, 480).Select(i => PositionReport.Create(Noon + TimeSpan.FromSeconds(180 * i), Ship, new GeoPosition(51.33, 3.2), 0, 0, 123, NavigationalStatus.Moored)).ToArray();

        Assert.InRange(PositionBlock.Encode(moored).Length, 1, 480);
    }

    [Fact]
    public void Encode_OfCoordinatesInThousandthsOfAMinute_TakesLessThanOfThoseInTenThousandths()
    {
        var fine = Track(1_000, seed: 714);
        var coarse = fine.Select(position => position with { RawLatitude = position.RawLatitude / 10 * 10, RawLongitude = position.RawLongitude / 10 * 10 }).ToArray();

        Assert.True(PositionBlock.Encode(coarse).Length < PositionBlock.Encode(fine).Length * 0.85);
        Same(coarse);
    }

    [Fact]
    public void Decode_WithAnyByteChanged_IsInvalidDataAndAddsNothing()
    {
        var block = PositionBlock.Encode(Track(100, seed: 715));
        for (var i = 0; i < block.Length; i++)
        {
            var damaged = block.ToArray();
            damaged[i] ^= 0x10;
            var positions = new List<PositionReport>();
            Assert.Throws<InvalidDataException>(() => PositionBlock.Decode(damaged, Ship, positions));
            Assert.Empty(positions);
        }
    }

    [Fact]
    public void Decode_CutOffAnywhere_IsInvalidData()
    {
        var block = PositionBlock.Encode(Track(100, seed: 716));
        for (var length = 0; length < block.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PositionBlock.Decode(block.AsSpan(0, length), Ship, []));
        }
    }

    [Fact]
    public void Decode_OfNoiseThatPassesTheCheck_IsInvalidDataOrPositions()
    {
        var random = new Random(717);
        var real = PositionBlock.Encode(Track(300, seed: 717));
        for (var round = 0; round < 20_000; round++)
        {
            var noise = real[..random.Next(6, real.Length)];
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                noise[random.Next(1, noise.Length)] = (byte)random.Next(256);
            }

            SHA256.HashData(noise.AsSpan(..^4)).AsSpan(..4).CopyTo(noise.AsSpan(^4..));
            try
            {
                var positions = new List<PositionReport>();
                PositionBlock.Decode(noise, Ship, positions);
                Assert.InRange(positions.Count, 1, PositionBlock.MostPositions);
            }
            catch (InvalidDataException)
            {
                // What else it may be.
            }
        }
    }

    [Fact]
    public void Count_OfABlock_IsKnownWithoutReadingIt() => Assert.Equal(300, PositionBlock.Count(PositionBlock.Encode(Track(300, seed: 718))));

    [Fact]
    public void Encode_OfNoneOrTooMany_IsOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionBlock.Encode([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionBlock.Encode(Track(PositionBlock.MostPositions + 1, seed: 719)));
    }

    private static void Same(PositionReport[] written)
    {
        var read = new List<PositionReport>();
        PositionBlock.Decode(PositionBlock.Encode(written), written[0].Mmsi, read);
        Assert.Equal(written, read);
    }

    /// <summary>A ship at 14 knots that turns slowly, heard every ten seconds or so by a receiver with two metres of noise.</summary>
    private static PositionReport[] Track(int count, int seed)
    {
        var random = new Random(seed);
        var (time, latitude, longitude, course) = (Noon, 56.1, 11.2, 40.0);
        var track = new PositionReport[count];
        for (var i = 0; i < count; i++)
        {
            var seconds = random.Next(9, 12);
            time += TimeSpan.FromSeconds(seconds);
            course = (course + (Math.Sin(i / 50.0) * 2) + 360) % 360;
            latitude += 14 * seconds / 3_600.0 / 60 * Math.Cos(double.DegreesToRadians(course));
            longitude += 14 * seconds / 3_600.0 / 60 * Math.Sin(double.DegreesToRadians(course)) / Math.Cos(double.DegreesToRadians(latitude));
            double Noise(double size) => (random.NextDouble() - 0.5) * size;
            track[i] = PositionReport.Create(
                time, Ship, new GeoPosition(latitude + Noise(4e-5), longitude + Noise(6e-5)), 14 + Noise(0.3), course + Noise(1) + 360, course + Noise(1) + 360, rateOfTurn: Math.Round(Math.Sin(i / 50.0) * 5));
        }

        return track;
    }

    private static PositionReport Wild(Random random) => new(
        Instant.FromUnixSeconds(random.NextInt64(0, 1L << 33)),
        Ship,
        random.Next(-54_000_000, 54_000_001),
        random.Next(-108_000_000, 108_000_001),
        (short)random.Next(-1, 10_221),
        (short)random.Next(-1, 3_600),
        (short)random.Next(-1, 360),
        (short)random.Next(short.MinValue, short.MaxValue + 1),
        (StationClass)random.Next(7),
        (NavigationalStatus)random.Next(16),
        random.Next(2) == 0);
}
