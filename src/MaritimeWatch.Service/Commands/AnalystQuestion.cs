using System.CommandLine;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Commands;

/// <summary>A question of an analyst on the command line: whom it is put to, and what becomes of the answer.</summary>
/// <param name="Method">The method of TrackService.</param>
/// <param name="Answer">The answer of a response.</param>
/// <param name="Brief">The columns of the table.</param>
/// <param name="Format">A name of a format, or <c>table</c>.</param>
internal sealed record AnalystQuestion<TResponse>(string Method, Func<TResponse, Answer> Answer, (string Heading, string Column)[] Brief, string Format)
{
    /// <summary>The service; only where there is no <see cref="Store"/>.</summary>
    public required Uri Address { get; init; }

    public GrpcMetadata? Credentials { get; init; }

    /// <summary>A database file to read instead.</summary>
    public string? Store { get; init; }

    /// <summary>The chart for it.</summary>
    public string[] Assets { get; init; } = [];

    /// <summary>What is read from a store is marked with this.</summary>
    public Tlp Label { get; init; } = Tlp.Amber;

    /// <summary>Where to write; null for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>At most so many rows; 0 for all.</summary>
    public int Limit { get; init; }

    public int PageSize { get; init; } = 1_000;

    /// <summary>Whether the format is a document that can only be written as a whole.</summary>
    public bool IsWhole => Format is not ("csv" or "nmea" or "json");

    public static AnalystQuestion<TResponse> Of(
        ParseResult parsed, string method, Func<TResponse, Answer> answer, (string Heading, string Column)[] brief, AnalystOptions options)
    {
        var store = parsed.GetValue(options.Store);
        var address = ServerAddress.Parse(parsed.GetValue(options.Server)!);
        return new AnalystQuestion<TResponse>(method, answer, brief, parsed.GetValue(options.Format)!)
        {
            Address = address,
            Credentials = store is null ? ServerCredentials.Of(parsed, address) : null,
            Store = store,
            Assets = parsed.GetValue(options.Assets) ?? [],
            Label = TlpOption.Read(parsed.GetValue(options.Tlp), store is not null),
            Output = parsed.GetValue(options.Output),
            Limit = parsed.GetValue(options.Limit),
        };
    }
}
