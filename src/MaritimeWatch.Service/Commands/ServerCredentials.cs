using System.CommandLine;
using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Commands;

/// <summary>What a command shows to a service that asks who calls. Never on the command line itself, where every process of the machine could read it.</summary>
internal static class ServerCredentials
{
    /// <summary>Names the file where <see cref="TokenFile"/> is not given.</summary>
    public const string Variable = "MARITIMEWATCH_TOKEN_FILE";

    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = $"file with the token to show, where the service asks for one; without it, the one that {Variable} names", HelpName = "FILE",
    };

    /// <summary>The metadata to send along, or null for none.</summary>
    /// <exception cref="CommandFailedException">The file holds no token, or it would travel in clear text.</exception>
    public static GrpcMetadata? Of(ParseResult parsed, Uri server)
    {
        if ((parsed.GetValue(TokenFile) ?? Environment.GetEnvironmentVariable(Variable)) is not { Length: > 0 } path)
        {
            return null;
        }

        if (server.Scheme == Uri.UriSchemeHttp && !server.IsLoopback)
        {
            throw new CommandFailedException($"the token is not sent to {server.Authority} in clear text; write https://{server.Authority}", ExitCode.WrongUsage);
        }

        if (!File.Exists(path))
        {
            throw new CommandFailedException($"{path}: no such file", ExitCode.WrongUsage);
        }

        var token = File.ReadAllText(path).Trim();
        return token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? new GrpcMetadata { { "authorization", $"Bearer {token}" } }
            : throw new CommandFailedException($"{path} holds no token: one line of visible characters is expected", ExitCode.WrongUsage);
    }
}
