using System.Text;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Access;

public sealed class TokenCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-token-");

    private string FilePath => Path.Combine(folder.FullName, "tokens.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Create_PrintsTheTokenOnce_AndKeepsOnlyItsHash()
    {
        var made = await CommandRun.ProcessAsync(["token", "create", "--role", "operator", "--grant", "shift_lead", "--name", "bridge 1", "--sector", "north", "--file", FilePath]);

        Assert.Equal(ExitCode.Done, made.Exit);
        var text = Encoding.UTF8.GetString(made.Output).TrimEnd('\n');
        Assert.Matches("^mwt_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$", text);
        var kept = File.ReadAllText(FilePath);
        Assert.DoesNotContain(text[^43..], kept + made.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }

        var caller = Tokens().Identify(text).Caller!;
        Assert.Equal(("bridge 1", Role.Operator, Grant.ShiftLead, "north"), (caller.Name, Assert.Single(caller.Roles), Assert.Single(caller.Grants), Assert.Single(caller.Sectors)));

        var listed = await CommandRun.ProcessAsync(["token", "list", "--file", FilePath]);
        Assert.Contains(text[4..20], Encoding.UTF8.GetString(listed.Output), StringComparison.Ordinal);
        Assert.DoesNotContain(text[^43..], Encoding.UTF8.GetString(listed.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_EndsThatTokenAloneAndKeepsItsName()
    {
        var (one, other) = (Make("one"), Make("other"));
        var tokens = Tokens();
        Assert.NotNull(tokens.Identify(one).Caller);

        var run = await CommandRun.HereAsync("token", "revoke", one[4..20], "--file", FilePath);

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal("CREDENTIALS_REVOKED", tokens.Identify(one).Refusal?.Reason);
        Assert.Equal("other", tokens.Identify(other).Caller?.Name);
        Assert.Equal(["one", "other"], TokenFile.Read(FilePath).Tokens.Select(token => token.Name));
    }

    [Theory]
    [InlineData("--role is 'captain'", ExitCode.WrongUsage, "token", "create", "--role", "captain", "--name", "x")]
    [InlineData("--grant is 'all'", ExitCode.WrongUsage, "token", "create", "--role", "operator", "--grant", "all", "--name", "x")]
    [InlineData("only an operator can have", ExitCode.WrongUsage, "token", "create", "--role", "viewer", "--grant", "shift_lead", "--name", "x")]
    [InlineData("no name of visible characters", ExitCode.WrongUsage, "token", "create", "--role", "viewer", "--name", "a\u202Eb")]
    [InlineData("which is past", ExitCode.WrongUsage, "token", "create", "--role", "viewer", "--name", "x", "--expires", "2020-01-01T00:00:00Z")]
    [InlineData("write a time like", ExitCode.WrongUsage, "token", "create", "--role", "viewer", "--name", "x", "--expires", "soon")]
    [InlineData("--clearance is 'ultra'", ExitCode.WrongUsage, "token", "create", "--role", "viewer", "--name", "x", "--clearance", "ultra")]
    [InlineData("has no token with that id", ExitCode.Failed, "token", "revoke", "0123456789abcdef")]
    public async Task Token_BadUse_IsRefusedInWordsAndChangesNothing(string said, int exit, params string[] args)
    {
        Make("there");
        var before = File.ReadAllText(FilePath);

        var run = await CommandRun.HereAsync([.. args, "--file", FilePath]);

        Assert.Equal(exit, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "tokens": null }""")]
    [InlineData("""{ "tokens": [ null ] }""")]
    [InlineData("""{ "tokens": [ { "id": "x" } ] }""")]
    [InlineData("""{ "tokens": [], "tokens": [] }""")]
    [InlineData("""{ "tokens": [ { "id": "0123456789abcdef", "name": "n", "role": "root", "created": "2026-01-01T00:00:00Z", "sha256": "00" } ] }""")]
    [InlineData("""{ "tokens": [ { "id": "0123456789abcdef", "name": "n", "role": "viewer", "created": "2026-01-01T00:00:00Z", "sha256": "00" } ] }""")]
    public void Read_AFileThatIsNone_IsRefusedInWords(string content)
    {
        File.WriteAllText(FilePath, content);

        Assert.Contains(FilePath, Assert.Throws<InvalidDataException>(() => TokenFile.Read(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithAFileOfTokensThatIsNotThere_SaysHowToMakeOne()
    {
        var config = Path.Combine(folder.FullName, "config.json");
        File.WriteAllText(config, """{ "Access": { "Tokens": "none.json" }, "Ingest": { "TcpPort": 0, "UdpPort": 0 }, "Grpc": { "Port": 0 }, "Http": { "Port": 0 } }""");

        var run = await CommandRun.HereAsync("serve", "--config", config);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("none.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("maritimewatch token create", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AlertsAndTracks_OfAServiceThatAsks_ShowTheTokenOfTheirFile()
    {
        var tokenFile = Path.Combine(folder.FullName, "ada.token");
        File.WriteAllText(tokenFile, Make("ada") + "\n");

        // Plain HTTP/2 on loopback, as official clients speak it; only the token is asked for.
        await using var service = await RunningService.StartAsync(settings => settings with { Access = new AccessSettings { Tokens = FilePath } });
        var server = service.Host.GrpcAddress.ToString();

        var without = await CommandRun.HereAsync("alerts", "--server", server);
        var with = await CommandRun.HereAsync("alerts", "--server", server, "--token-file", tokenFile);
        var track = await CommandRun.HereAsync("tracks", "--mmsi", "219000606", "--server", server, "--token-file", tokenFile);

        Assert.Equal(ExitCode.Failed, without.Exit);
        Assert.Contains("this service wants credentials", without.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Done, ""), (with.Exit, with.Error));
        Assert.Contains("no report of", track.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://feed.example:5081", "ada.token", "is not sent to feed.example:5081 in clear text")]
    [InlineData("http://127.0.0.1:5081", "none.token", "no such file")]
    [InlineData("https://feed.example:5081", "tokens.json", "holds no token")]
    public async Task Alerts_WithATokenThatMustNotTravel_IsRefusedBeforeItDoes(string server, string file, string said)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "ada.token"), Make("ada"));

        var run = await CommandRun.HereAsync("alerts", "--server", server, "--token-file", Path.Combine(folder.FullName, file));

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private string Make(string name)
    {
        var (token, text) = ApiToken.Make((id, hash) => new ApiToken { Id = id, Sha256 = hash, Name = name, Role = Role.Viewer, Created = SetClock.Epoch });
        TokenFile.Change(FilePath, file => file with { Tokens = [.. file.Tokens, token] });
        return text;
    }

    private ApiTokens Tokens() => new(new WatchedFiles<TokenFile>([FilePath], () => TokenFile.Read(FilePath), NullLogger.Instance), new SetClock());
}
