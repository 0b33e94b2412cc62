namespace MaritimeWatch.Influx.Tests;

/// <summary>Answers as InfluxDB 1.6 gives them, those of 2.x by its API documentation, and of what stands before them.</summary>
public sealed class WriteAnswerTests
{
    [Theory]
    [InlineData(204, "", WriteAnswerKind.Stored, 0)]
    [InlineData(200, "", WriteAnswerKind.Stored, 0)]
    [InlineData(400, """{"error":"partial write: max-values-per-tag limit exceeded (100000/100000): measurement=\"ais\" tag=\"mmsi\" value=\"1\" dropped=3"}""", WriteAnswerKind.PartlyStored, 3)]
    [InlineData(400, """{"error":"partial write: field type conflict: input field \"lat\" on measurement \"m\" is type float, already exists as type integer dropped=1"}""", WriteAnswerKind.PartlyStored, 1)]
    [InlineData(400, """{"error":"partial write: points beyond retention policy dropped=12"}""", WriteAnswerKind.PartlyStored, 12)]
    [InlineData(400, """{"error":"partial write: unable to parse 'm,h=1 lat= 2': missing field value\nunable to parse 'x': missing fields dropped=0"}""", WriteAnswerKind.PartlyStored, 2)]
    [InlineData(422, """{"code":"unprocessable entity","message":"failure writing points to database: partial write: points beyond retention policy dropped=5"}""", WriteAnswerKind.PartlyStored, 5)]
    [InlineData(400, """{"error":"unable to parse 'm,h=1 lat= 2': missing field value"}""", WriteAnswerKind.Refused, 1)]
    [InlineData(413, """{"error":"Request Entity Too Large"}""", WriteAnswerKind.TooLarge, 0)]
    public void Read_AnAnswerThatSettlesIt_SaysWhatBecameOfThePoints(int status, string body, WriteAnswerKind kind, long dropped)
    {
        var answer = WriteAnswer.Read(status, body);

        Assert.Equal(kind, answer.Kind);
        Assert.Equal(kind == WriteAnswerKind.PartlyStored ? dropped : 0, answer.Dropped);
    }

    [Theory]
    [InlineData(401, """{"error":"authorization failed"}""", InfluxFault.NotAllowed, "authorization failed")]
    [InlineData(403, """{"error":"\"u\" user is not authorized to write to database \"x\""}""", InfluxFault.NotAllowed, "\"u\" user is not authorized to write to database \"x\"")]
    [InlineData(404, """{"error":"database not found: \"nodb\""}""", InfluxFault.NoDatabase, "database not found: \"nodb\"")]
    [InlineData(500, """{"error":"retention policy not found: nope"}""", InfluxFault.NoDatabase, "retention policy not found: nope")]
    [InlineData(500, """{"error":"timeout"}""", InfluxFault.Failed, "timeout")]
    [InlineData(429, "", InfluxFault.Busy, "")]
    [InlineData(503, "<html>\r\nno\u001b[31m", InfluxFault.Busy, "<html>  no [31m")]
    [InlineData(502, "", InfluxFault.Failed, "HTTP status 502")]
    [InlineData(405, "no", InfluxFault.Failed, "no")]
    [InlineData(301, "", InfluxFault.Failed, "HTTP status 301")]
    public void Read_AnAnswerThatDoesNot_IsTriedAgain(int status, string body, InfluxFault fault, string message)
    {
        var answer = WriteAnswer.Read(status, body, TimeSpan.FromSeconds(7));

        Assert.Equal((WriteAnswerKind.TryAgain, fault, message, TimeSpan.FromSeconds(7)), (answer.Kind, answer.Fault, answer.Message, answer.RetryAfter));
    }

    [Fact]
    public void Read_AVeryLongAnswer_IsCut() => Assert.Equal(502, WriteAnswer.Read(500, new string('x', 100_000)).Message.Length);

    // Shortest 1 s, longest 8 s: between the shortest and a bound that doubles; the server's wish where that is longer.
    [Theory]
    [InlineData(1, 0, null, 1)]
    [InlineData(1, 1, null, 2)]
    [InlineData(2, 1, null, 4)]
    [InlineData(3, 0.5, null, 4.5)]
    [InlineData(50, 1, null, 8)]
    [InlineData(1, 0, 30, 30)]
    [InlineData(1, 0, 3_600, 60)]
    [InlineData(50, 1, 2, 8)]
    public void Delay_AfterFailures_GrowsToABoundAndFollowsTheServersWish(int failures, double share, int? wishSeconds, double seconds)
    {
        var backoff = new InfluxBackoff { Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(8), LongestWish = TimeSpan.FromMinutes(1) };

        Assert.Equal(TimeSpan.FromSeconds(seconds), backoff.Delay(failures, share, wishSeconds is { } wish ? TimeSpan.FromSeconds(wish) : null));
    }
}
