using System.Globalization;
using MaritimeWatch.Ais.Csv;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Numbers read in one register are those read digit by digit; what has another shape is refused, never misread.</summary>
public sealed class FixedShapeTests
{
    private delegate int Read(ref byte bytes, int start, int end, ref ulong strange);

    [Fact]
    public void Tenths_EveryNumberOfTheShape_IsReadAsDigitByDigit()
    {
        for (var tenths = 0; tenths <= 9_999; tenths++)
        {
            Assert.Equal(tenths, Of(FixedShape.Tenths, $"{tenths / 10}.{tenths % 10}"));
            Assert.Equal(-tenths, Of(FixedShape.SignedTenths, $"-{tenths / 10}.{tenths % 10}"));
            Assert.Equal(tenths, Of(FixedShape.SignedTenths, $"{tenths / 10}.{tenths % 10}"));
        }
    }

    [Fact]
    public void Small_EveryNumberOfTheShape_IsReadAsDigitByDigit()
    {
        for (var number = 0; number <= 999; number++)
        {
            Assert.Equal(number, Of(FixedShape.Small, number.ToString(CultureInfo.InvariantCulture)));
            Assert.Equal(number, Of(FixedShape.Small, number.ToString("D3", CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void AllButCoordinates_NothingAtAll_IsZero()
    {
        Assert.Equal(0, Of(FixedShape.Tenths, ""));
        Assert.Equal(0, Of(FixedShape.SignedTenths, ""));
        Assert.Equal(0, Of(FixedShape.Small, ""));
        Assert.Null(Of(FixedShape.Coordinate, ""));
    }

    [Theory]
    [InlineData("0.000000")]
    [InlineData("0.000001")]
    [InlineData("-0.000001")]
    [InlineData("9.999999")]
    [InlineData("57.802943")]
    [InlineData("-57.802943")]
    [InlineData("180.000000")]
    [InlineData("-180.000000")]
    [InlineData("-999.999999")]
    public void Coordinate_OfTheShape_IsReadAsDigitByDigit(string text) => Assert.Equal(Careful(text, 600_000), Of(FixedShape.Coordinate, text));

    [Fact]
    public void Coordinate_EveryDecimalEnding_IsRoundedAsDigitByDigit()
    {
        var random = new Random(600_000);
        for (var round = 0; round < 200_000; round++)
        {
            var text = FormattableString.Invariant($"{(round % 2 == 0 ? "-" : "")}{random.Next(1000)}.{random.Next(1_000_000):D6}");
            Assert.Equal(Careful(text, 600_000), Of(FixedShape.Coordinate, text));
        }
    }

    [Fact]
    public void AnyText_IsReadAsDigitByDigitOrRefused()
    {
        var random = new Random(3);
        var alphabet = "0123456789.-+,:/ eE\0\u00B0\u00FF";
        var accepted = 0;
        for (var round = 0; round < 150_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 13)).Select(_ => alphabet[random.Next(2) == 0 ? random.Next(10) : random.Next(alphabet.Length)])]);
            foreach (var (read, units) in new (Read, int)[] { (FixedShape.Tenths, 10), (FixedShape.SignedTenths, 10), (FixedShape.Small, 1), (FixedShape.Coordinate, 600_000) })
            {
                if (Of(read, text) is { } value)
                {
                    accepted++;
                    Assert.Equal(Careful(text, units), value);
                }
            }
        }

        Assert.InRange(accepted, 5_000, 500_000);
    }

    [Theory]
    [InlineData("219000606", 219_000_606u)]
    [InlineData("000000001", 1u)]
    [InlineData("999999999", 999_999_999u)]
    [InlineData("21900060", null)]
    [InlineData("2190006060", null)]
    [InlineData("2190O0606", null)]
    [InlineData("/19000606", null)]
    [InlineData(":19000606", null)]
    public void TryNineDigits_NineDigitsAndNothingElse_AreRead(string text, uint? expected)
    {
        var bytes = Placed(text);
        Assert.Equal(expected, FixedShape.TryNineDigits(ref bytes[0], bytes.Length - text.Length, bytes.Length, out var value) ? value : null);
    }

    /// <summary>The number behind other digits, which must not be taken for its own; null where the shape is another.</summary>
    private static int? Of(Read read, string text)
    {
        var bytes = Placed(text);
        var strange = 0UL;
        var value = read(ref bytes[0], bytes.Length - text.Length, bytes.Length, ref strange);
        return strange == 0 ? value : null;
    }

    private static byte[] Placed(string text) => Bytes.Latin1(new string('8', FixedShape.BytesBefore - 1) + "," + text);

    private static int? Careful(string text, int unitsPerOne) => DecimalText.TryReadUnits(Bytes.Latin1(text), unitsPerOne, out var units) ? units : null;
}
