using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Tests.Wire;

public sealed class GrpcMetadataTests
{
    /// <summary>RFC 4648, section 10; senders may leave the padding out.</summary>
    [Theory]
    [InlineData("Zm9vYg==", "foob")]
    [InlineData("Zm9vYg", "foob")]
    [InlineData("", "")]
    public void Read_OfABinaryValue_TakesBase64WithAndWithoutPadding(string value, string text)
    {
        var metadata = new GrpcMetadata();

        MetadataHeaders.Read(metadata, "X-Key-Bin", value);

        Assert.Equal(System.Text.Encoding.ASCII.GetBytes(text), metadata.GetBytes("x-key-bin")!.Value.ToArray());
    }

    [Fact]
    public void Read_OfJoinedBinaryValues_GivesEach()
    {
        var metadata = new GrpcMetadata();

        MetadataHeaders.Read(metadata, "x-bin", "AQ,Ag==, Aw");

        Assert.Equal([1, 2, 3], metadata.Select(entry => (int)entry.Bytes.Span[0]));
    }

    [Fact]
    public void Read_OfABinaryValueThatIsNone_IsInternal() =>
        Assert.Equal(StatusCode.Internal, Assert.Throws<GrpcStatusException>(() => MetadataHeaders.Read([], "x-bin", "!")).Code);

    [Theory]
    [InlineData("grpc-timeout")]
    [InlineData("content-type")]
    [InlineData("te")]
    [InlineData(":path")]
    public void Read_OfAHeaderOfTheProtocol_PassesItOver(string name)
    {
        var metadata = new GrpcMetadata();

        MetadataHeaders.Read(metadata, name, "1");

        Assert.Empty(metadata);
    }

    [Fact]
    public void GetText_OfARepeatedKey_IsTheLast() => Assert.Equal("2", new GrpcMetadata { { "key", "1" }, { "Key", "2" } }.GetText("KEY"));

    [Theory]
    [InlineData("", "v")]
    [InlineData("a b", "v")]
    [InlineData("a:b", "v")]
    [InlineData("ø", "v")]
    [InlineData("grpc-status", "0")]
    [InlineData("a-bin", "v")]
    [InlineData("a", "ø")]
    [InlineData("a", "line\r\nbreak")]
    public void Add_OfWhatMayNotTravel_Refuses(string key, string value) => Assert.Throws<ArgumentException>(() => new GrpcMetadata { { key, value } });

    [Fact]
    public void Add_OfBytesUnderATextKey_Refuses() => Assert.Throws<ArgumentException>(() => new GrpcMetadata { { "a", new byte[] { 1 } } });
}
