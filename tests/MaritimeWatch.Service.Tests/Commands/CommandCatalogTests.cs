using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Tests.Commands;

public sealed class CommandCatalogTests
{
    [Fact]
    public void All_NamesEachCommandAsItNamesItself() =>
        Assert.All(CommandCatalog.All, command => Assert.Equal(command.Name, command.Create().Name));

    [Fact]
    public void Root_FirstWordIsACommand_HoldsThatOneAlone() =>
        Assert.Equal("decode", Assert.Single(CommandCatalog.Root("decode").Subcommands).Name);

    [Theory]
    [InlineData(null)]
    [InlineData("--help")]
    [InlineData("decoed")]
    public void Root_AnyOtherFirstWord_HoldsEveryCommand(string? word) =>
        Assert.Equal(CommandCatalog.All.Select(command => command.Name), CommandCatalog.Root(word).Subcommands.Select(command => command.Name));
}
