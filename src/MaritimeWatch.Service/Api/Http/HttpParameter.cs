namespace MaritimeWatch.Service.Api.Http;

/// <summary>A parameter that is no field of a request message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>query</c> or <c>header</c>.</param>
/// <param name="Description">What it is.</param>
/// <param name="Type">Its JSON type.</param>
/// <param name="IsRepeated">Whether it may be given several times.</param>
internal sealed record HttpParameter(string Name, string In, string Description, string Type = "string", bool IsRepeated = false)
{
    /// <summary>The name of a person, taken on an open service alone.</summary>
    public static HttpParameter Operator { get; } = new(Desk.DeskActor.Header, "header", "Who acts or watches, where the service does not ask its callers who they are.");

    /// <summary>The values it takes, or null for any.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
