using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Documents into records, however they arrive.</summary>
public sealed class JsonRecordFramerTests
{
    private const string Document = """
        [ {"type" : "FeatureCollection", "crs":{"features":[{"no":1}]}, "features" : [
            {"a":"}]\"{[", "b":[{"c":1},[2]] },
            {"d":"\\"}
          ], "dataUpdatedTime":"{2026}"} , [{"e":1},{"f":{"g":[]}}], "text", 7, {"msgs":[{"h":1}]}, {} ]
        """;

    private static readonly string[] Expected = ["""{"a":"}]\"{[", "b":[{"c":1},[2]] }""", """{"d":"\\"}""", """{"e":1}""", """{"f":{"g":[]}}""", """{"h":1}""", "{}"];

    [Fact]
    public void TryReadRecord_CutAnywhere_GivesTheSameRecords()
    {
        var bytes = Bytes.Of(Document);
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            Assert.Equal(Expected, JsonLines.Records(bytes, piece).Select(record => Bytes.Text(record)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TryReadRecord_AtTheLimitAndOneBeyond_IsDroppedBeyond(int beyond)
    {
        var longest = $$"""{"a":"{{new string('x', JsonReportReader.MaxRecordBytes - 8 + beyond)}}"}""";
        Assert.Equal(JsonReportReader.MaxRecordBytes + beyond, longest.Length);
        var document = Bytes.Of($$"""[{"b":1},{{longest}},{"c":1}]""");
        var expected = beyond == 0 ? longest : nameof(DropReason.LineTooLong);

        foreach (var piece in (int[])[1_000, 65_536, int.MaxValue])
        {
            Assert.Equal(["""{"b":1}""", expected, """{"c":1}"""], JsonLines.Records(document, piece).Select(record => Bytes.Text(record)));
        }
    }

    [Fact]
    public void TryReadRecord_TextThatNeverEnds_CostsItsOwnLine()
    {
        var document = Bytes.Of("[{\"a\":1},\n{\"b\":\"no end},\n{\"c\":1}]");

        Assert.Equal(["""{"a":1}""", nameof(DropReason.Malformed), """{"c":1}"""], JsonLines.Records(document).Select(record => Bytes.Text(record)));
        Assert.Equal(["""{"a":1}""", nameof(DropReason.Malformed), """{"c":1}"""], JsonLines.Records(document, 1).Select(record => Bytes.Text(record)));
    }

    [Fact]
    public void TryReadRecord_BracesWithoutEnd_AreDroppedOnceAndNotHeld()
    {
        var framer = new JsonRecordFramer();
        var counted = 0;
        for (var i = 0; i < 10; i++)
        {
            ReadOnlySpan<byte> piece = Bytes.Of(new string('{', 50_000));
            while (framer.TryReadRecord(ref piece, out _, out var reason))
            {
                counted += reason == DropReason.LineTooLong ? 1 : 0;
            }
        }

        Assert.Equal(1, counted);
        Assert.True(framer.IsWithinRecord);
    }
}
