using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Desk;

/// <summary>Who acts in a call: the one place that says so.</summary>
internal static class DeskActor
{
    /// <summary>The metadata that names the person where the service does not know its callers.</summary>
    public const string Header = "operator";

    private const string Unnamed = "operator";
    private const int MostCharacters = 100;

    /// <summary>Who acts in a call, with the name that the transition carries.</summary>
    /// <exception cref="GrpcStatusException">The name given cannot be a person's.</exception>
    public static Actor Of(GrpcCallContext context) => new(Name(Caller.Of(context), context.RequestMetadata.GetText(Header)), AuditClient.Of(context));

    /// <inheritdoc cref="Of(GrpcCallContext)"/>
    public static Actor Of(HttpContext http) => new(Name(Caller.Of(http), http.Request.Headers[Header].ToString()), AuditClient.Of(http));

    /// <summary>The name of whoever opens a stream: of who is known his own, else what he says, else what an open service calls everybody.</summary>
    /// <exception cref="GrpcStatusException">The name given cannot be a person's.</exception>
    public static string NameOf(GrpcCallContext context) => Given(Caller.Of(context), context.RequestMetadata.GetText(Header)) ?? Caller.Of(context).Name;

    /// <inheritdoc cref="NameOf(GrpcCallContext)"/>
    public static string NameOf(HttpContext http) => Given(Caller.Of(http), http.Request.Headers[Header].ToString()) ?? Caller.Of(http).Name;

    private static string Name(Caller caller, string? said) => Given(caller, said) ?? Unnamed;

    /// <summary>The name of a person, or null where there is none.</summary>
    private static string? Given(Caller caller, string? said)
    {
        // Who is known acts under his own name, whatever he writes beside it.
        if (caller is { Credential: not (CredentialKind.Open or CredentialKind.None) } known)
        {
            return known.Name;
        }

        var name = said?.Trim() ?? "";
        Refused.Unless(
            name.Length <= MostCharacters && !name.Equals(OperatorStatus.System, StringComparison.OrdinalIgnoreCase) && !name.Any(PlainText.IsUnseen),
            Header,
            $"the metadata '{Header}' must be up to {MostCharacters} characters, none of them invisible, and not '{OperatorStatus.System}'");
        return name.Length == 0 ? null : name;
    }
}
