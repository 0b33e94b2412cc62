using System.Buffers.Binary;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tests.Normality;

/// <summary>The model file: what is written is read, and what is damaged is refused with a reason.</summary>
public sealed class NormalityModelTests
{
    private static readonly Lazy<byte[]> File = new(() => new Lessons()
        .Lane(24, type: 80, fromEast: -40_000, fromNorth: 0, course: 90, knots: 12, hours: 6)
        .Lane(24, type: 70, fromEast: -40_000, fromNorth: 5_000, course: 270, knots: 15, hours: 6)
        .Learn()
        .ToBytes());

    public static TheoryData<int> HeaderBytes => [.. Enumerable.Range(0, ModelWriter.HeaderBytes)];

    [Fact]
    public void ToBytes_ReadAndWrittenAgain_IsTheSame()
    {
        Assert.True(NormalityModel.TryRead(File.Value, out var model, out var problem), problem);
        Assert.True(model.HasScores);
        Assert.InRange(model.VesselsOf(VesselClass.Tanker), 22, 26);
        Assert.Equal(model.WindowsSeen, model.WindowsKept);
        Assert.Equal(Lessons.Yesterday, model.From);
        Assert.Equal(File.Value, model.ToBytes());
        Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(File.Value.AsSpan()[^4..]).ToString("x8", null), model.Id);
    }

    [Fact]
    public void TryRead_Model_ScoresAsTheOneThatWasWritten()
    {
        Assert.True(NormalityModel.TryRead(File.Value, out var read, out _));
        Assert.True(NormalityModel.TryRead(read.ToBytes(), out var again, out _));
        for (var i = 0; i < read.Windows.Count; i++)
        {
            Assert.Equal(read.Forest!.Score(read.Windows.FeaturesOf(i)), again.Forest!.Score(again.Windows.FeaturesOf(i)));
        }
    }

    [Theory]
    [MemberData(nameof(HeaderBytes))]
    public void TryRead_AnyBitOfAHeaderByteFlipped_IsRefusedWithAReason(int at)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            var bytes = File.Value.ToArray();
            bytes[at] ^= (byte)(1 << bit);

            Assert.False(NormalityModel.TryRead(bytes, out var model, out var problem));
            Assert.Null(model);
            Assert.Equal(at < ModelWriter.VersionAt ? "it is no model of learned traffic" : "it is damaged or cut short: its checksum does not fit", problem);
        }
    }

    // A CRC-32 tells every single flipped bit.
    [Fact]
    public void TryRead_OneBitFlippedAnywhere_IsRefused()
    {
        var noise = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = File.Value.ToArray();
            bytes[noise.Next(bytes.Length)] ^= (byte)(1 << noise.Next(8));
            Assert.False(NormalityModel.TryRead(bytes, out _, out var problem));
            Assert.NotEmpty(problem);
        }
    }

    [Fact]
    public void TryRead_CutShortOrGoingOn_IsRefused()
    {
        for (var length = 0; length < File.Value.Length; length += length < 200 ? 1 : 97)
        {
            Assert.False(NormalityModel.TryRead(File.Value.AsSpan(0, length), out _, out _), $"{length} bytes were read");
        }

        Assert.False(NormalityModel.TryRead([.. File.Value, 0], out _, out _));
    }

    [Fact]
    public void TryRead_NewerFormat_SaysSo()
    {
        var bytes = File.Value.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(ModelWriter.VersionAt), ModelWriter.Version + 1);

        Assert.False(NormalityModel.TryRead(Sealed(bytes), out _, out var problem));
        Assert.Equal("it was written by a newer version (format 2, this program reads up to 1)", problem);
    }

    // Every field of the settings, each by its first byte: cells, window, lanes, features, trees, subsample, seed.
    [Theory]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(18)]
    [InlineData(20)]
    [InlineData(22)]
    [InlineData(24)]
    [InlineData(26)]
    [InlineData(28)]
    public void TryRead_OtherCellsWindowsOrTrees_SaysToLearnAgain(int at)
    {
        var bytes = File.Value.ToArray();
        bytes[at] ^= 0x10;

        Assert.False(NormalityModel.TryRead(Sealed(bytes), out _, out var problem));
        Assert.Contains("learn it again", problem, StringComparison.Ordinal);
    }

    // Whatever the content, with a checksum that fits: a model or a reason, never an exception, and never more memory than the file explains.
    [Fact]
    public void TryRead_AnyContentWithAFittingChecksum_IsAModelOrAReason()
    {
        var noise = new Random(12);
        var refused = 0;
        for (var i = 0; i < 3000; i++)
        {
            var bytes = File.Value.ToArray();
            for (var flips = noise.Next(1, 4); flips > 0; flips--)
            {
                bytes[noise.Next(ModelWriter.HeaderBytes, bytes.Length - 4)] = (byte)noise.Next(256);
            }

            if (NormalityModel.TryRead(Sealed(bytes), out var model, out var problem))
            {
                Assert.Equal(bytes.Length, model.ToBytes().Length, tolerance: 64);
            }
            else
            {
                refused++;
                Assert.NotEmpty(problem);
            }
        }

        Assert.InRange(refused, 100, 2900);
    }

    // ISO 3309: the check value of CRC-32.
    [Fact]
    public void Crc32_OfTheCheckWord_IsTheCheckValue() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void Learn_Nothing_IsAModelThatKnowsNothing()
    {
        var model = Lessons.Learn([]);

        Assert.True(NormalityModel.TryRead(model.ToBytes(), out var read, out var problem), problem);
        Assert.False(read.HasScores);
        Assert.Equal((0, 0L), (read.Cells, read.WindowsSeen));
        Assert.Equal(0, read.VesselsAbout(new GeoPosition(51.5, 2.5)));
    }

    /// <summary>The checksum set right.</summary>
    private static byte[] Sealed(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan()[^4..], Crc32.Of(bytes.AsSpan()[..^4]));
        return bytes;
    }
}
