using System.Security.Cryptography;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;

namespace MaritimeWatch.Storage.Tests.Blocks;

public sealed class PositionBlockTests
{
    private static readonly Mmsi Ship = new(219_000_606);
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 14, 12);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(65)]
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
