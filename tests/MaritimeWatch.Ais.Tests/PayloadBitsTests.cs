using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

public sealed class PayloadBitsTests
{
    [Fact]
    public void Unsigned_AnyStartAndLength_ReadsWhatWasWritten()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var start = random.Next(0, 400);
            var length = random.Next(1, 33);
            var value = (int)(random.NextInt64() & ((1L << length) - 1));
            var bits = new BitString().PadTo(start).Put(value, length).Put(random.Next(), 31).Decoded();

            Assert.Equal((uint)value, bits.Unsigned(start, length));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(127, 127)]
    [InlineData(128, -128)]
    [InlineData(255, -1)]
    public void Signed_EightBits_IsTwosComplement(int written, int expected) =>
        Assert.Equal(expected, new BitString().Put(5, 3).Put(written, 8).Decoded().Signed(3, 8));

    [Fact]
    public void Unsigned_BeyondTheEnd_ReadsZeros()
    {
        var bits = new BitString().Put(63, 6).Decoded();

        Assert.Equal(0b110000u, bits.Unsigned(4, 6));
        Assert.Equal(0u, bits.Unsigned(6, 32));
        Assert.Equal(0u, bits.Unsigned(100_000, 32));
    }

    [Theory]
    [InlineData("ANNA", "ANNA")]
    [InlineData("ANNA   ", "ANNA")]
    [InlineData("  ANNA B", "  ANNA B")]
    [InlineData("AN@NA", "AN")]
    [InlineData("@ANNA", "")]
    [InlineData("[\\]^_ !\"?", "[\\]^_ !\"?")]
    public void Text_SixBitCharacters_EndAtTheFirstAtSign(string written, string expected)
    {
        Span<byte> ascii = stackalloc byte[20];
        var length = new BitString().Put(0, 5).Put(written, 20).Decoded().Text(5, 120, ascii);

        Assert.Equal(expected, Bytes.Text(ascii[..length]));
    }

    [Fact]
    public void Text_CutMessage_EndsWithTheLastWholeCharacter()
    {
        Span<byte> ascii = stackalloc byte[20];
        var length = new BitString().Put("ANNA", 4).Put(63, 5).Decoded().Text(0, 120, ascii);

        Assert.Equal("ANNA", Bytes.Text(ascii[..length]));
    }

    [Fact]
    public void TryAppend_EveryCharacter_IsItsSixBitsOrIllegal()
    {
        // IEC 61162-1: value = ASCII - 48, less 8 above 40; legal are 0 to W and ` to w.
        for (var character = 0; character < 256; character++)
        {
            var isLegal = character is (>= '0' and <= 'W') or (>= '`' and <= 'w');
            var buffer = new PayloadBuffer();

            Assert.Equal(isLegal, buffer.TryAppend([(byte)character], 0));
            if (isLegal)
            {
                var value = character - 48;
                Assert.Equal((uint)(value > 40 ? value - 8 : value), buffer.Bits.Unsigned(0, 6));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(20)]
    [InlineData(71)]
    public void TryAppend_FillBits_AreTakenOffAndReadAsZeros(int characters)
    {
        for (var fillBits = 0; fillBits <= 5; fillBits++)
        {
            var buffer = new PayloadBuffer();
            Assert.True(buffer.TryAppend(Bytes.Of(new string('w', characters)), fillBits));

            Assert.Equal((characters * 6) - fillBits, buffer.Bits.Count);
            Assert.Equal((1u << (6 - fillBits)) - 1 << fillBits, buffer.Bits.Unsigned((characters - 1) * 6, 6));
        }
    }

    [Fact]
    public void TryAppend_TwoParts_FollowEachOtherWithoutAGap()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var buffer = new PayloadBuffer();
            var expected = new List<uint>();
            var bits = 0;
            for (var part = 0; part < 3; part++)
            {
                var characters = new byte[random.Next(0, 61)];
                for (var i = 0; i < characters.Length; i++)
                {
                    characters[i] = (byte)('0' + random.Next(40));
                    expected.Add((uint)(characters[i] - '0'));
                }

                Assert.True(buffer.TryAppend(characters, 0));
                bits += characters.Length * 6;
            }

            Assert.Equal(bits, buffer.Bits.Count);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.Equal(expected[i], buffer.Bits.Unsigned(i * 6, 6));
            }
        }
    }

    [Fact]
    public void TryAppend_MoreThanItHolds_IsRefused()
    {
        var buffer = new PayloadBuffer();
        var most = new string('0', PayloadBuffer.MaxBits / 6);

        Assert.True(buffer.TryAppend(Bytes.Of(most), 0));
        Assert.False(buffer.TryAppend("0"u8, 0));
        buffer.Clear();
        Assert.False(buffer.TryAppend(Bytes.Of(most + "0"), 0));
    }

    [Fact]
    public void Clear_AfterOnes_LeavesNoneBehind()
    {
        var buffer = new PayloadBuffer();
        Assert.True(buffer.TryAppend(Bytes.Of(new string('w', 71)), 0));
        buffer.Clear();
        Assert.True(buffer.TryAppend("0"u8, 0));

        Assert.Equal(6, buffer.Bits.Count);
        Assert.Equal(0u, buffer.Bits.Unsigned(0, 32));
    }
}
