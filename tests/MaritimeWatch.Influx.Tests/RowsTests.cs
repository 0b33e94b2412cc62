using System.Globalization;
using System.Text;

namespace MaritimeWatch.Influx.Tests;

public sealed class RowsTests
{
    private const string Answer =
        """
        {"results":[{"statement_id":0,"series":[{"name":"m","tags":{"h":"1","t":"é\"x"},"columns":["time","a","b"],"values":[[1,1.5,null],[2,9223372036854775807,"x\n"]],"partial":true}],"partial":true}]}
        {"results":[{"statement_id":0,"series":[{"name":"m","columns":["time","a"],"values":[[3,true]]},{"name":"n","columns":["c"],"values":[[false],[-1],[]]}]},{"statement_id":1},{"statement_id":2,"series":[{"name":"o","columns":["c"],"values":[]}]}]}

        """;

    // However the answer is cut into pieces by the network, the rows are the same.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Rows_AreReadFromWhateverPiecesArrive(int piece)
    {
        var read = new List<string>();
        using var rows = Of(Answer, piece);
        while (rows.Read())
        {
            var tags = string.Join(',', rows.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
            var cells = string.Join('|', rows.Columns.Select((column, place) => $"{column}:{Cell(rows[place])}"));
            read.Add($"{rows.Statement} {rows.Series} {rows.Name} {tags} {cells}");
        }

        Assert.Equal(
            [
                "0 1 m h=1,t=é\"x time:1|a:1.5|b:", "0 1 m h=1,t=é\"x time:2|a:9223372036854775807|b:x\n", "0 2 m  time:3|a:True", "0 3 n  c:False", "0 3 n  c:-1", "0 3 n  c:",
            ],
            read);
    }

    [Fact]
    public void ALongAnswer_IsReadInConstantMemory()
    {
        var text = new StringBuilder("{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"m\",\"columns\":[\"time\",\"t\"],\"values\":[");
        for (var number = 0; number < 20_000; number++)
        {
            text.Append(number == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"[{number},\"{new string('x', number % 100)}\"]");
        }

        using var rows = Of(text.Append("]}]}]}").ToString(), 4_096);
        var expected = 0;
        while (rows.Read())
        {
            Assert.Equal((expected, expected % 100), ((int)rows[0].AsWhole!.Value, rows["t"].Text!.Length));
            expected++;
        }

        Assert.Equal(20_000, expected);
    }

    [Theory]
    [InlineData("""{"error":"error parsing query"}""", InfluxFault.Refused)]
    [InlineData("""{"results":[{"statement_id":0,"series":[{"name":"m","columns":["c"],"values":[[1]]}]},{"statement_id":1,"error":"query timeout reached"}]}""", InfluxFault.NoAnswer)]
    [InlineData("""{"results":[{"statement_id":0,"error":"database not found: x"}]}""", InfluxFault.NoDatabase)]
    [InlineData("""{"results":[{"statement_id":0,"series":[{"name":"m","columns":["c"],"values":[[1],[""", InfluxFault.Failed)]
    [InlineData("<html>", InfluxFault.Failed)]
    [InlineData("", InfluxFault.Failed)]
    public void AnAnswerThatFails_SaysSo_AndIsNeverTakenForTheEnd(string text, InfluxFault fault)
    {
        using var rows = Of(text, 5);

        var failure = Assert.Throws<InfluxException>(() =>
        {
            while (rows.Read())
            {
                Assert.Equal(1, rows[0].AsWhole);
            }
        });
        Assert.Equal(fault, failure.Fault);
    }

    private static InfluxRows Of(string text, int piece) => new(new AnswerReader(new Pieces(Encoding.UTF8.GetBytes(text), piece), TimeSpan.FromMinutes(1), TimeProvider.System, default), new MemoryStream(), failure => new InfluxException(InfluxFault.Failed, failure.Message, failure));

    private static string Cell(InfluxValue value) => value.Kind switch
    {
        InfluxValueKind.Truth => (value.Whole != 0).ToString(),
        InfluxValueKind.Text => value.Text!,
        _ => value.AsNumber is { } number && value.AsWhole is null ? number.ToString(CultureInfo.InvariantCulture) : value.AsWhole?.ToString(CultureInfo.InvariantCulture) ?? "",
    };

    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
