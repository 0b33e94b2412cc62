using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Tests.Wire;

public sealed class PercentEncodingTests
{
    /// <summary>"Status-Message" in "gRPC over HTTP2": bytes outside space to ~, and the percent sign, are escaped.</summary>
    [Theory]
    [InlineData("plain text, kept ~", "plain text, kept ~")]
    [InlineData("100%", "100%25")]
    [InlineData("\t\r\n\u007f", "%09%0D%0A%7F")]
    [InlineData("Ø ☺ 😈", "%C3%98 %E2%98%BA %F0%9F%98%88")]
    public void Encode_OfAnyText_IsPrintableAsciiThatDecodesToIt(string text, string encoded)
    {
        Assert.Equal(encoded, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(encoded));
    }

    /// <summary>Clients take 8 KiB of headers; what a status repeats from a request must not exceed that.</summary>
    [Theory]
    [InlineData("a", PercentEncoding.MaxLength, PercentEncoding.MaxLength)]
    [InlineData("a", PercentEncoding.MaxLength + 1, PercentEncoding.MaxLength)]
    [InlineData("☺", 227, 227 * 9)]
    [InlineData("☺", 228, 227 * 9)]
    public void Encode_OfALongText_IsCutBetweenCharacters(string character, int count, int length) =>
        Assert.Equal(length, PercentEncoding.Encode(string.Concat(Enumerable.Repeat(character, count))).Length);

    [Theory]
    [InlineData("%", "%")]
    [InlineData("50%4", "50%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%+1", "%+1")]
    [InlineData("%c3%98", "Ø")]
    public void Decode_OfABrokenEscape_LeavesItAsItCame(string encoded, string text) => Assert.Equal(text, PercentEncoding.Decode(encoded));
}
