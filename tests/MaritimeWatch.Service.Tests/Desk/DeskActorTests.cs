using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Desk;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Tests.Desk;

/// <summary>The name under which somebody acts where the service does not ask who its callers are.</summary>
public sealed class DeskActorTests
{
    [Theory]
    [InlineData("", "operator")]
    [InlineData(" Zoë van Dijk ", "Zoë van Dijk")]
    [InlineData("Λάμπρος", "Λάμπρος")]
    public void Of_ANameThatCanBeRead_IsThatName(string said, string name) => Assert.Equal(name, DeskActor.Of(Asked(said)).Name);

    /// <summary>Marks that turn the direction of writing or join letters make one name look like another (Unicode Technical Report 36, section 2).</summary>
    [Theory]
    [InlineData("ann\u202Eeilo")]
    [InlineData("a\u200Bnn")]
    [InlineData("a\u0007nn")]
    [InlineData("a\u2028nn")]
    [InlineData("System")]
    public void Of_ANameThatCouldPassForAnother_IsRefused(string said) =>
        Assert.Equal(StatusCode.InvalidArgument, Assert.Throws<GrpcStatusException>(() => DeskActor.Of(Asked(said))).Code);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Of_ALongName_IsTakenUpToAHundredCharacters(int length, bool isTaken)
    {
        var refused = Record.Exception(() => DeskActor.Of(Asked(new string('a', length))));
        Assert.Equal(isTaken, refused is null);
    }

    private static DefaultHttpContext Asked(string name)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[DeskActor.Header] = name;
        return http;
    }
}
