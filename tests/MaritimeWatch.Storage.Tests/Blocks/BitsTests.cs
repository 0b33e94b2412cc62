using MaritimeWatch.Storage.Blocks;

namespace MaritimeWatch.Storage.Tests.Blocks;

public sealed class BitsTests
{
    [Fact]
    public void Reader_OfNumbersOfEveryWidth_GivesThemBack()
    {
        var random = new Random(701);
        var numbers = Enumerable.Range(0, 20_000).Select(_ => random.Next(0, 65)).Select(width => (Width: width, Value: width == 0 ? 0 : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - width))).ToList();
        var writer = new BitWriter();
        numbers.ForEach(number => writer.Write(number.Value, number.Width));

        var reader = new BitReader(writer.ToArray());

        foreach (var (width, value) in numbers)
        {
            Assert.Equal(value, reader.Read(width));
        }
    }

    [Fact]
    public void Gamma_OfSmallAndLargeNumbers_GivesThemBack()
    {
        ulong[] numbers = [1, 2, 3, 4, 63, 64, 65, 1_000_000, 1UL << 40, ulong.MaxValue >> 1];
        var writer = new BitWriter();
        Array.ForEach(numbers, writer.WriteGamma);

        var reader = new BitReader(writer.ToArray());

        foreach (var number in numbers)
        {
            Assert.Equal(number, reader.ReadGamma());
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(24, 24)]
    public void ReadOnes_UpToItsLimit_CountsThemAndEatsTheZero(int ones, int limit)
    {
        var writer = new BitWriter();
        writer.Write((1UL << ones) - 1, ones);
        if (ones < limit)
        {
            writer.Write(0, 1);
        }

        writer.Write(0b1011, 4);
        var reader = new BitReader(writer.ToArray());

        Assert.Equal(ones, reader.ReadOnes(limit));
        Assert.Equal(0b1011UL, reader.Read(4));
    }

    [Fact]
    public void Reader_BehindTheEnd_IsInvalidData()
    {
        Assert.Throws<InvalidDataException>(() => new BitReader([0xFF]).Read(9));
        Assert.Throws<InvalidDataException>(() => new BitReader([0xFF]).ReadOnes(24));
        Assert.Throws<InvalidDataException>(() => new BitReader([0, 0, 0, 0, 0, 0, 0, 0, 0]).ReadGamma());
        Assert.Throws<InvalidDataException>(() => new BitReader([]).Read(1));
    }

    [Fact]
    public void ResidualColumn_OfNumbersOfEverySize_GivesThemBack()
    {
        var random = new Random(702);
        foreach (var count in new[] { 1, 63, 64, 65, 1_000 })
        {
            foreach (var size in new[] { 0, 1, 3, 100, 1_000_000 })
            {
                var written = Enumerable.Range(0, count).Select(_ => random.NextInt64(-size, size + 1)).ToArray();
                written[random.Next(count)] = random.Next(3) switch { 0 => long.MaxValue, 1 => long.MinValue, _ => 0 };
                var writer = new BitWriter();
                ResidualColumn.Write(writer, written);

                var read = new long[count];
                var reader = new BitReader(writer.ToArray());
                ResidualColumn.Read(ref reader, read);

                Assert.Equal(written, read);
            }
        }
    }

    [Fact]
    public void FixedPointCourse_OfEveryCourse_IsTheCosineToItsLastBit()
    {
        for (var tenths = 0; tenths < 3_600; tenths++)
        {
            var angle = tenths * Math.PI / 1_800;
            Assert.Equal(Math.Cos(angle) * (1 << FixedPointCourse.FractionBits), FixedPointCourse.Cosine(tenths), 0.51);
            Assert.Equal(Math.Sin(angle) * (1 << FixedPointCourse.FractionBits), FixedPointCourse.Sine(tenths), 0.51);
        }
    }
}
