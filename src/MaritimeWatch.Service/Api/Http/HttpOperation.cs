using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>An endpoint: what maps it and what describes it are one entry.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The route; names in braces are fields of the request message.</param>
/// <param name="Id">Its name in the OpenAPI document.</param>
/// <param name="Summary">What it does, one sentence.</param>
internal sealed record HttpOperation(string Method, string Route, string Id, string Summary)
{
    /// <summary>The endpoint; null for one that is mapped elsewhere and only described here.</summary>
    public RequestDelegate? Handle { get; init; }

    /// <summary>Its fields are the parameters of a GET, the body of a POST.</summary>
    public MessageDescriptor? Request { get; init; }

    /// <summary>The body of a POST where it is no message of <see cref="Request"/>: what it is, and its types. Null for none.</summary>
    public (string Description, IReadOnlyList<string> Types)? Body { get; init; }

    /// <summary>What is answered as JSON, or null where <see cref="MediaType"/> says it all.</summary>
    public MessageDescriptor? Response { get; init; }

    /// <summary>Whether an array of <see cref="Response"/> is answered.</summary>
    public bool IsSequence { get; init; }

    /// <summary>Whether it is also given as GeoJSON: <c>Feature</c> or <c>FeatureCollection</c>; null where it is not.</summary>
    public string? GeoJson { get; init; }

    /// <summary>Further types the answer is also given as.</summary>
    public IReadOnlyList<string> AlsoAs { get; init; } = [];

    /// <summary>The answer's type where it is no JSON of a message.</summary>
    public string MediaType { get; init; } = Representation.Json;

    /// <summary>The status of what is done; 204 has no body.</summary>
    public int Done { get; init; } = StatusCodes.Status200OK;

    /// <summary>Parameters beside those of <see cref="Request"/>.</summary>
    public IReadOnlyList<HttpParameter> Parameters { get; init; } = [];

    /// <summary>Names of the parameters that must be there, those of the path aside.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Whether it looks at <c>Accept</c>, and so may answer 406; every one with a <see cref="Response"/> does.</summary>
    public bool LooksAtAccept { get; init; }

    /// <summary>Statuses of errors that are no problem+json but of <see cref="MediaType"/>.</summary>
    public IReadOnlyList<int> PlainErrors { get; init; } = [];

    /// <summary>Statuses of errors beside those that every endpoint may give.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];
}
