using System.Text;

namespace MaritimeWatch.Influx.Tests;

public sealed class LineWriterTests
{
    private readonly LineWriter lines = new(1);

    private string Written => Encoding.UTF8.GetString(lines.Written.Span);

    // InfluxDB 1.8, "InfluxDB line protocol reference": the shape of a point.
    [Fact]
    public void APoint_IsMeasurementTagsFieldsAndTime()
    {
        lines.Begin("weather");
        lines.Tag("location", "us-midwest");
        lines.Tag("number", 42, 5);
        lines.Field("temperature", 82.5);
        lines.Field("count", -3L);
        lines.Field("ok", true);
        lines.Field("said", "too warm");

        Assert.True(lines.End(1_465_839_830_100_400_200));
        Assert.Equal("weather,location=us-midwest,number=00042 temperature=82.5,count=-3i,ok=t,said=\"too warm\" 1465839830100400200\n", Written);
        Assert.Equal((1, Written.Length), (lines.Points, lines.Bytes));
    }

    // The same, "Special characters"; then what it has no way to write.
    [Theory]
    [InlineData("a,b c=d", @"a\,b\ c\=d")]
    [InlineData("\"", "\"")]
    [InlineData("a\\b", "a\\b")]
    [InlineData("a\\", "a/")]
    [InlineData("\\\\", "\\/")]
    [InlineData("a\\,b", "a/\\,b")]
    [InlineData("a\nb\r\n", "a\\ b\\ \\ ")]
    [InlineData("ÆØ\U0001F6A2", "ÆØ\U0001F6A2")]
    public void ATag_OfAnyText_IsEscaped(string value, string expected)
    {
        lines.Begin("m");
        lines.Tag("t", value);
        lines.Field("f", 1L);
        lines.End(0);

        Assert.Equal($"m,t={expected} f=1i 0\n", Written);
    }

    [Theory]
    [InlineData("a,b c=d", "a,b c=d")]
    [InlineData("say \"x\\y\"", "say \\\"x\\\\y\\\"")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("\\", "\\\\")]
    [InlineData("", "")]
    public void AField_OfAnyText_IsQuoted(string value, string expected)
    {
        lines.Begin("m");
        lines.Field("f", value);
        lines.End(0);

        Assert.Equal($"m f=\"{expected}\" 0\n", Written);
    }

    [Fact]
    public void HalfACharacter_IsReplaced()
    {
        lines.Begin("m");
        lines.Field("f", "\uD83D");
        lines.End(0);

        Assert.Equal("m f=\"\uFFFD\" 0\n", Written);
    }

    [Fact]
    public void NamesOfAnyText_AreEscaped()
    {
        lines.Begin("my measure,ment=1");
        lines.Tag("a b", "");
        lines.Tag("c=d", "e");
        lines.Field("f,g", 1L);
        lines.End(0);

        Assert.Equal("my\\ measure\\,ment=1,c\\=d=e f\\,g=1i 0\n", Written);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AFieldThatIsNoNumber_IsLeftOut_AndAPointWithoutFieldsIsTakenBack(double value)
    {
        lines.Begin("m");
        lines.Field("f", value);
        Assert.False(lines.End(0));
        lines.Begin("m");
        lines.Field("f", value);
        lines.Field("g", 0.1);
        Assert.True(lines.End(0));

        Assert.Equal(("m g=0.1 0\n", 1), (Written, lines.Points));
    }

    [Theory]
    [InlineData(LineWriter.EarliestNanoseconds, true)]
    [InlineData(LineWriter.EarliestNanoseconds - 1, false)]
    [InlineData(LineWriter.LatestNanoseconds, true)]
    [InlineData(LineWriter.LatestNanoseconds + 1, false)]
    public void ATime_ThatNoServerTakes_IsTakenBack(long nanoseconds, bool isTaken)
    {
        lines.Begin("m");
        lines.Field("f", 1L);

        Assert.Equal(isTaken, lines.End(nanoseconds));
        Assert.Equal(isTaken ? 1 : 0, lines.Points);
        Assert.Equal(isTaken, lines.Bytes > 0);
    }

    [Theory]
    [InlineData(0, 5, "00000")]
    [InlineData(21_906, 5, "21906")]
    [InlineData(99_999, 5, "99999")]
    [InlineData(19_999, 5, "19999")]
    [InlineData(7, 1, "7")]
    public void NumbersFrom_IsMetByEveryNumberFromThere(int least, int digits, string text)
    {
        var expression = InfluxQl.NumbersFrom(least, digits);
        var regex = new System.Text.RegularExpressions.Regex(expression.Trim('/'));
        var most = (int)Math.Pow(10, digits);

        Assert.Contains(text, expression, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, most), number => Assert.Equal(number >= least, regex.IsMatch(number.ToString($"D{digits}", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("plain", "\"plain\"", "'plain'")]
    [InlineData("a\"b'c\\", "\"a\\\"b'c\\\\\"", "'a\"b\\'c\\\\'")]
    [InlineData("a\nb\0", "\"a\\nb \"", "'a\\nb '")]
    public void Statements_QuoteNamesAndTexts(string text, string name, string quoted) => Assert.Equal((name, quoted), (InfluxQl.Name(text), InfluxQl.Text(text)));
}
