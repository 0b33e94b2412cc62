using System.Text.Json;
using MaritimeWatch.Grpc.Server;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Access;

/// <summary>Who calls, and what they may.</summary>
/// <remarks>
/// HTTP handlers take it from <see cref="Of(HttpContext)"/>, gRPC handlers from <see cref="Of(GrpcCallContext)"/>: it travels in a request header that
/// <see cref="AccessGate"/> sets, after it has taken away whatever came from outside under that name.
/// </remarks>
internal sealed record Caller
{
    /// <summary>Headers of this beginning are the service's own.</summary>
    public const string HeaderPrefix = "x-maritimewatch-";

    /// <summary>Carries the caller to gRPC handlers.</summary>
    public const string Header = HeaderPrefix + "caller-bin";

    private static readonly object Item = new();

    /// <summary>Somebody who has shown nothing; may do what is public.</summary>
    public static Caller Nobody { get; } = new() { Name = "unknown", Credential = CredentialKind.None };

    /// <summary>Everybody on a service that is open: its loopback is trusted.</summary>
    public static Caller Local { get; } = new() { Name = "local", Credential = CredentialKind.Open, Roles = [.. Enum.GetValues<Role>()], Grants = [.. Enum.GetValues<Grant>()], Clearance = Tlp.Red };

    /// <summary>As an audit entry names them.</summary>
    public required string Name { get; init; }

    public required CredentialKind Credential { get; init; }

    /// <summary>The id of the token, the issuer of the JWT, the thumbprint of the certificate; no secret.</summary>
    public string CredentialId { get; init; } = "";

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>The sectors that the caller is bound to; empty for all.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>The strictest label that the caller may see.</summary>
    public Tlp Clearance { get; init; } = Tlp.Amber;

    /// <summary>The source under which the caller may hand in traffic, or null.</summary>
    public string? SourceId { get; init; }

    /// <summary>Whether it is a feed: a certificate bound to a source, without any role.</summary>
    public bool IsFeed => Credential == CredentialKind.Certificate && Roles.Count == 0 && SourceId is not null;

    /// <summary>Whose requests are counted together.</summary>
    public string QuotaKey => $"{Credential}:{Name}";

    /// <summary>What the caller may do, wherever it reaches.</summary>
    public IEnumerable<Scope> Scopes => Enum.GetValues<Scope>().Where(Has);

    /// <summary>The caller of an HTTP request.</summary>
    public static Caller Of(HttpContext http) => http.Items.TryGetValue(Item, out var caller) ? (Caller)caller! : Nobody;

    /// <summary>The caller of a gRPC call.</summary>
    public static Caller Of(GrpcCallContext call) => Read(call.RequestMetadata.GetBytes(Header));

    public bool Has(Scope scope) => ReachOf(scope) != Reach.None;

    /// <summary>Whose data the caller reaches with a scope: the widest of what roles, grants and a feed's certificate give.</summary>
    public Reach ReachOf(Scope scope)
    {
        if (Credential == CredentialKind.Open)
        {
            return Reach.Live;
        }

        var reach = IsFeed && scope == Scope.IngestWrite ? Reach.Live : Reach.None;
        foreach (var role in Roles)
        {
            reach = Wider(reach, ScopeTable.Of(role, scope));
        }

        foreach (var grant in Grants)
        {
            reach = Wider(reach, ScopeTable.Of(grant, Roles, scope));
        }

        return reach;
    }

    /// <summary>Makes this the caller of a request.</summary>
    internal void Attach(HttpContext http, bool isGrpc)
    {
        http.Items[Item] = this;
        if (isGrpc)
        {
            http.Request.Headers[Header] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, AccessWords.Json));
        }
    }

    internal static Caller Read(ReadOnlyMemory<byte>? header) =>
        header is { } bytes && JsonSerializer.Deserialize<Caller>(bytes.Span, AccessWords.Json) is { } caller ? caller : Nobody;

    private static Reach Wider(Reach one, Reach other) => one > other ? one : other;
}
