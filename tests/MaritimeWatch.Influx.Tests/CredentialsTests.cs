namespace MaritimeWatch.Influx.Tests;

public sealed class CredentialsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    // RFC 7617 for the user of 1.x; "Token" is what 2.x and 3.x take from clients of 1.x.
    [Theory]
    [InlineData("abc==\n", "Token", "abc==")]
    [InlineData("Aladdin\r\nopen sesame\r\n", "Basic", "QWxhZGRpbjpvcGVuIHNlc2FtZQ==")]
    public void Read_OneLineOrTwo_IsATokenOrAUser(string text, string scheme, string parameter)
    {
        File.WriteAllText(file, text);

        var credentials = InfluxCredentials.Read(file);

        Assert.Equal((scheme, parameter), credentials.Header);
        Assert.DoesNotContain(credentials.Secret, credentials.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb\nc")]
    [InlineData("us:er\npassword")]
    [InlineData("tok\u0001en")]
    public void Read_AnythingElse_IsRefused(string text)
    {
        File.WriteAllText(file, text);

        Assert.Contains(file, Assert.Throws<InvalidDataException>(() => InfluxCredentials.Read(file)).Message, StringComparison.Ordinal);
    }
}
