using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>token</c>: makes, lists and revokes API tokens in the file that <c>serve</c> reads (<c>Access:Tokens</c>).</summary>
internal static class TokenCommand
{
    private static readonly Option<string> FileOption = new("--file") { Description = "the file of tokens; made where it does not exist", HelpName = "FILE", Required = true };

    public static Command Create()
    {
        var command = new Command(
            "token",
            """
            API tokens for consoles, scripts and national systems. A token is shown once, when it is made; the file keeps only its hash.
            A running service takes notice of changes by itself.

            Examples:
              maritimewatch token create --role operator --name bridge-1 --file tokens.json > bridge-1.token
              maritimewatch token create --role operator --grant shift_lead --name lead --expires 2027-01-01T00:00:00Z --file tokens.json
              maritimewatch token list --file tokens.json
              maritimewatch token revoke 4f1c09aa52b7d310 --file tokens.json
            """)
        {
            Making(), Listing(), Revoking(),
        };
        return command;
    }

    private static Command Making()
    {
        var role = new Option<string>("--role") { Description = AccessWords.All<Role>(), HelpName = "ROLE", Required = true };
        var grants = new Option<string[]>("--grant") { Description = $"extends the role: {AccessWords.All<Grant>()}", HelpName = "GRANT" };
        var name = new Option<string>("--name") { Description = "whom it is for, as the audit log names them", HelpName = "NAME", Required = true };
        var expires = new Option<string?>("--expires") { Description = "when it ends, RFC 3339 UTC, e.g. 2027-01-01T00:00:00Z; without it, never", HelpName = "TIME" };
        var sectors = new Option<string[]>("--sector") { Description = "binds it to a sector; without it, all", HelpName = "SECTOR" };
        var clearance = new Option<string>("--clearance") { Description = $"the strictest TLP label it may see: {AccessWords.All<Tlp>()}", HelpName = "TLP", DefaultValueFactory = _ => "amber" };
        var command = new Command("create", "Makes a token and prints it, once, on standard output.") { role, grants, name, expires, sectors, clearance, FileOption };
        command.SetAction((parsed, _) =>
        {
            var made = TimeProvider.System.GetUtcNow();
            var ends = End(parsed.GetValue(expires), made);
            var (token, text) = ApiToken.Make((id, hash) => new ApiToken
            {
                Id = id,
                Sha256 = hash,
                Name = parsed.GetValue(name)!,
                Role = Word<Role>(parsed.GetValue(role)!, "--role"),
                Grants = [.. (parsed.GetValue(grants) ?? []).Select(word => Word<Grant>(word, "--grant")).Distinct()],
                Sectors = parsed.GetValue(sectors) ?? [],
                Clearance = Word<Tlp>(parsed.GetValue(clearance)!, "--clearance"),
                Created = made,
                Expires = ends,
            });
            if (token.Problem() is { } problem)
            {
                throw new CommandFailedException(problem, ExitCode.WrongUsage);
            }

            Change(parsed.GetValue(FileOption)!, file => file with { Tokens = [.. file.Tokens, token] });
            Console.Out.WriteLine(text);
            Console.Error.WriteLine($"token {token.Id} for {token.Name}, {AccessWords.Of(token.Role)}, {(ends is { } end ? $"until {Time(end)}" : "without end")}; it is shown this once");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Listing()
    {
        var command = new Command("list", "The tokens of a file: whose they are and whether they hold; never the tokens themselves.") { FileOption };
        command.SetAction((parsed, _) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            Console.Out.Write(TextColumns.Of(
                ["id", "name", "role", "grants", "sectors", "clearance", "created", "expires", "state"],
                [.. Read(parsed.GetValue(FileOption)!).Tokens.Select(token => (string[])
                [
                    token.Id, AlertText.Clean(token.Name), AccessWords.Of(token.Role), Words(token.Grants.Select(AccessWords.Of)), AlertText.Clean(Words(token.Sectors)), AccessWords.Of(token.Clearance),
                    Time(token.Created), token.Expires is { } end ? Time(end) : "never", token.Revoked is { } then ? $"revoked {Time(then)}" : token.Expires <= now ? "expired" : "holds",
                ])]));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Revoking()
    {
        var id = new Argument<string>("ID") { Description = "the token's id, as 'token list' shows it" };
        var command = new Command("revoke", "Ends a token; a running service refuses it from its next request on, and cuts its streams within seconds.") { id, FileOption };
        command.SetAction((parsed, _) =>
        {
            var (path, wanted) = (parsed.GetValue(FileOption)!, parsed.GetValue(id)!);
            if (Read(path).Tokens.All(token => token.Id != wanted))
            {
                throw new CommandFailedException($"{path} has no token with that id; 'maritimewatch token list --file {path}' lists them");
            }

            var now = TimeProvider.System.GetUtcNow();
            Change(path, file => file with { Tokens = [.. file.Tokens.Select(token => token.Id == wanted ? token with { Revoked = token.Revoked ?? now } : token)] });
            Console.Error.WriteLine($"token {wanted} is revoked");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static T Word<T>(string word, string option)
        where T : struct, Enum => AccessWords.TryParse<T>(word, out var value)
        ? value
        : throw new CommandFailedException($"{option} is '{word}'; it must be one of {AccessWords.All<T>()}", ExitCode.WrongUsage);

    private static DateTimeOffset? End(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        return !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end)
            ? throw new CommandFailedException($"--expires is '{text}'; write a time like 2027-01-01T00:00:00Z", ExitCode.WrongUsage)
            : end <= now ? throw new CommandFailedException($"--expires is '{text}', which is past", ExitCode.WrongUsage) : end;
    }

    private static TokenFile Read(string path)
    {
        try
        {
            return TokenFile.Read(path);
        }
        catch (InvalidDataException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static void Change(string path, Func<TokenFile, TokenFile> change)
    {
        try
        {
            TokenFile.Change(path, change);
        }
        catch (InvalidDataException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static string Words(IEnumerable<string> words) => string.Join(',', words) is { Length: > 0 } list ? list : "-";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
