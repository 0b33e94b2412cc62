using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

public sealed class ChecksumTests
{
    [Fact]
    public void WithCommas_AnyBytes_IsWhatOneByteAtATimeGives()
    {
        var random = new Random(12);
        for (var length = 0; length < 300; length++)
        {
            for (var round = 0; round < 50; round++)
            {
                var bytes = new byte[length];
                random.NextBytes(bytes);
                for (var commas = random.Next(9); commas > 0 && length > 0; commas--)
                {
                    bytes[random.Next(length)] = (byte)',';
                }

                Assert.Equal(Checksum.WithCommasByByte(bytes), Checksum.WithCommas(bytes));
            }
        }
    }

    [Theory]
    [InlineData("4A", 0x4A)]
    [InlineData("4a", 0x4A)]
    [InlineData("ff", 0xFF)]
    [InlineData("09,", 0x09)]
    public void Said_TwoHexadecimalDigits_IsTheirValue(string digits, int expected) => Assert.Equal(expected, Checksum.Said(Bytes.Of(digits)));

    [Fact]
    public void Said_AnythingElse_IsNoSum()
    {
        for (var pair = 0; pair < 65_536; pair++)
        {
            byte[] digits = [(byte)(pair >> 8), (byte)pair];
            var isSum = char.IsAsciiHexDigit((char)digits[0]) && char.IsAsciiHexDigit((char)digits[1]);
            Assert.Equal(isSum, Checksum.Said(digits) <= 255);
        }
    }
}
