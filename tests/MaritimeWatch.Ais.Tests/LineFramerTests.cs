using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

public sealed class LineFramerTests
{
    [Theory]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\rb\r")]
    [InlineData("a\r\n\r\n\nb")]
    public void TryReadLine_AnyLineEnd_GivesTheSameLines(string text) => Assert.Equal(["a", "b"], Lines(text, 16).Select(line => line.Text));

    [Fact]
    public void TryReadLine_LineNumbers_AreThoseOfAnEditor() =>
        Assert.Equal([1L, 3, 4, 6], Lines("a\r\n\r\nb\nc\n\nd", 16).Select(line => line.Number));

    [Fact]
    public void TryReadLine_LineOfTheLimit_PassesAndOneBeyondIsDroppedOnce()
    {
        var framer = new LineFramer(5);

        Assert.Equal([("12345", 1L), ("ok", 3)], Read(framer, Bytes.Of("12345\n123456\nok\n"), 100));
        Assert.Equal(1, framer.Counter.DroppedFor(DropReason.LineTooLong));
        Assert.Equal(3, framer.Counter.In);
    }

    [Fact]
    public void TryReadLine_EndlessLine_HoldsNothingBackAndRecovers()
    {
        var framer = new LineFramer(10);
        ReadOnlySpan<byte> endless = new byte[11];
        for (var i = 0; i < 100; i++)
        {
            endless = new byte[11];
            Assert.False(framer.TryReadLine(ref endless, isEnd: false, out _));
            Assert.Equal(0, endless.Length);
        }

        ReadOnlySpan<byte> after = "tail\nnext\n"u8;
        Assert.True(framer.TryReadLine(ref after, isEnd: false, out var line));
        Assert.Equal("next", Bytes.Text(line));
        Assert.Equal(1, framer.Counter.DroppedFor(DropReason.LineTooLong));
    }

    /// <summary>A datagram ends its last line: what follows is another.</summary>
    [Fact]
    public void TryReadLine_AfterADatagramThatEndsInATooLongLine_GivesTheNextOneWhole()
    {
        var framer = new LineFramer(10);
        ReadOnlySpan<byte> tooLong = "good\nmuch too long a line"u8;
        Assert.True(framer.TryReadLine(ref tooLong, isEnd: true, out var line));
        Assert.Equal(("good", 1L), (Bytes.Text(line), framer.LineNumber));
        Assert.False(framer.TryReadLine(ref tooLong, isEnd: true, out _));

        ReadOnlySpan<byte> next = "first\nlast"u8;
        Assert.True(framer.TryReadLine(ref next, isEnd: true, out line));
        Assert.Equal(("first", 3L), (Bytes.Text(line), framer.LineNumber));
        Assert.True(framer.TryReadLine(ref next, isEnd: true, out line));
        Assert.Equal(("last", 4L), (Bytes.Text(line), framer.LineNumber));
        Assert.Equal(1, framer.Counter.DroppedFor(DropReason.LineTooLong));
    }

    [Fact]
    public void TryReadLine_BytesCutAnywhere_GiveTheSameLines()
    {
        var random = new Random(2);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 60).Select(_ => "ab\r\n"[random.Next(4)]));
            var whole = Lines(text, 6);
            Assert.True(round > 0 || whole.Count > 0);
            for (var piece = 1; piece < 9; piece++)
            {
                Assert.Equal(whole, Read(new LineFramer(6), Bytes.Of(text), piece));
            }
        }
    }

    private static List<(string Text, long Number)> Lines(string text, int max) => Read(new LineFramer(max), Bytes.Of(text), text.Length);

    /// <summary>Delivers the bytes in pieces, as a socket would.</summary>
    private static List<(string Text, long Number)> Read(LineFramer framer, byte[] bytes, int piece)
    {
        var lines = new List<(string, long)>();
        var held = Array.Empty<byte>();
        for (var at = 0; at < bytes.Length; at += piece)
        {
            var end = Math.Min(bytes.Length, at + piece);
            ReadOnlySpan<byte> buffer = [.. held, .. bytes[at..end]];
            while (framer.TryReadLine(ref buffer, isEnd: end == bytes.Length, out var line))
            {
                lines.Add((Bytes.Text(line), framer.LineNumber));
            }

            held = buffer.ToArray();
        }

        return lines;
    }
}
