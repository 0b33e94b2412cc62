using MaritimeWatch.Ais.Csv;

namespace MaritimeWatch.Ais.Tests;

/// <summary>The same bytes seen with registers of 64 and of 32 bytes and without any.</summary>
public sealed class CsvMarksTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Of_AnyBytes_AreTheSameInRegistersOfAnyWidth(char delimiter)
    {
        var random = new Random(64);
        var alphabet = "\r\n\",;\tab0\0\u007F\u0080\u00FF";
        var seen = 0L;
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = Bytes.Latin1(new string([.. Enumerable.Range(0, CsvMarks.Bytes).Select(_ => alphabet[random.Next(alphabet.Length)])]));

            var plain = CsvMarks.OneByOne(ref bytes[0], (byte)delimiter);

            Assert.Equal(plain, CsvMarks.InOneRegister(ref bytes[0], (byte)delimiter));
            Assert.Equal(plain, CsvMarks.InTwoRegisters(ref bytes[0], (byte)delimiter));
            Assert.Equal(plain, CsvMarks.Of(ref bytes[0], (byte)delimiter));
            seen += long.PopCount((long)(plain.Delimiters | plain.LineFeeds | plain.Quotes | plain.Returns));
        }

        Assert.InRange(seen, 50_000, 320_000);
    }

    [Fact]
    public void OneByOne_EachKindOfByte_IsTheBitOfItsPlace()
    {
        var bytes = new byte[CsvMarks.Bytes];
        (bytes[0], bytes[1], bytes[62], bytes[63]) = ((byte)',', (byte)'\r', (byte)'"', (byte)'\n');

        Assert.Equal(new CsvMarks(1UL, 1UL << 63, 2UL, 1UL << 62), CsvMarks.OneByOne(ref bytes[0], (byte)','));
    }
}
