using System.CommandLine;
using Google.Protobuf;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Commands;

/// <summary>What the commands that ask a service for a list have in common.</summary>
internal static class QueryCommand
{
    private const int LargestPage = 1_000;
    private const int LargestMessage = 64 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static Option<string> Server() => new("--server") { Description = "the running service", HelpName = "URL", DefaultValueFactory = _ => ServerAddress.Default };

    public static Option<string?> Filter(string example) => new("--filter") { Description = $"terms joined by AND, e.g. '{example}'", HelpName = "FILTER" };

    /// <summary>Without it 0, which is all.</summary>
    public static Option<int> Limit()
    {
        var limit = new Option<int>("--limit") { Description = "at most so many, 1 or more; all without it", HelpName = "NUMBER" };
        limit.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit is at least 1; leave it out for all");
            }
        });
        return limit;
    }

    public static Option<bool> Json() => new("--json") { Description = "one JSON object a line instead of a table" };

    /// <summary>Asks a service for page after page.</summary>
    /// <param name="ask">Gives a page for a size and a token: its members and the token of the next.</param>
    /// <param name="limit">At most so many members; 0 for all.</param>
    public static async Task<List<T>> PagesAsync<T>(Func<int, string, Task<(IEnumerable<T> Members, string Next)>> ask, int limit)
    {
        var found = new List<T>();
        var token = "";

        // A page's size is part of its question, so it stays the same to the end.
        var size = limit is > 0 and < LargestPage ? limit : LargestPage;
        do
        {
            var (members, next) = await ask(size, token);
            found.AddRange(members);
            token = next;
        }
        while (token.Length > 0 && (limit == 0 || found.Count < limit));
        return limit > 0 && found.Count > limit ? found[..limit] : found;
    }

    /// <summary>Runs what asks, and says what went wrong as a person needs it.</summary>
    /// <exception cref="CommandFailedException">It went wrong.</exception>
    public static async Task<T> AskAsync<T>(Uri address, Func<GrpcClient, Task<T>> ask)
    {
        try
        {
            using var client = new GrpcClient(address, new GrpcClientOptions { MaxResponseMessageBytes = LargestMessage });
            return await ask(client);
        }
        catch (GrpcStatusException failure) when (failure.Code == StatusCode.Unavailable && failure.ErrorInfo is null)
        {
            throw new CommandFailedException($"no service answers at {address}: {failure.Message}");
        }
        catch (GrpcStatusException failure)
        {
            throw Failed(failure);
        }
    }

    /// <summary>Runs a query on a store.</summary>
    /// <exception cref="CommandFailedException">It went wrong.</exception>
    public static async Task<T> AskAsync<T>(string file, Func<SqliteStore, Task<T>> ask)
    {
        try
        {
            using var store = StoreCommand.OpenForReading(file);
            return await ask(store);
        }
        catch (StoreException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
        catch (GrpcStatusException failure)
        {
            throw Failed(failure);
        }
    }

    public static Task<TResponse> CallAsync<TRequest, TResponse>(
        this GrpcClient client, Google.Protobuf.Reflection.ServiceDescriptor service, string method, TRequest request, GrpcMetadata? credentials, CancellationToken interrupted)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        client.CallAsync(new GrpcMethod<TRequest, TResponse>(service, method), request, Timeout, credentials, interrupted);

    private static CommandFailedException Failed(GrpcStatusException failure) =>
        new(failure.Message, failure.Code == StatusCode.InvalidArgument ? ExitCode.WrongUsage : ExitCode.Failed);
}
