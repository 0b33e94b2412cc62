using System.Globalization;
using System.Security.Cryptography;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>Who passed an asset about the time of a fault: gRPC; and HTTP as JSON, as a page, and as a bundle.</summary>
internal sealed class ForensicsApi(SuspectQueries queries, IBundleSigner signer, ServedDataSettings data, AuditTrail audit, TimeProvider clock)
{
    public const string Route = "/api/v1/assets/{assetId}/suspects";
    public const string PageRoute = Route + "/report";
    public const string BundleRoute = Route + "/evidence";

    private const string Label = "tlp";

    private static readonly string[] Numbers = ["withinMetres", "fromKm", "toKm"];

    private static readonly HttpParameter LabelParameter =
        new(Label, "query", "The label of what is given: not above the caller's clearance, not below the marking of the data, which it is without it.") { Values = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] };

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "rankSuspects", "The vessels that crossed or neared a stretch of an asset about the time of a fault, ranked, each with its reasons. No accusation.")
        {
            Request = RankSuspectsRequest.Descriptor, Response = RankSuspectsResponse.Descriptor, Required = ["at"], Parameters = [LabelParameter], Errors = [StatusCodes.Status404NotFound],
        },
        new("GET", PageRoute, "getSuspectsReport", "The same as one self-contained page with map and plots; the export is noted in the audit log.")
        {
            Request = RankSuspectsRequest.Descriptor, MediaType = "text/html", Required = ["at"], Parameters = [LabelParameter], Errors = [StatusCodes.Status404NotFound],
        },
        new("GET", BundleRoute, "exportSuspects", "The same as a signed archive with the tracks; the export is noted in the audit log.")
        {
            Request = RankSuspectsRequest.Descriptor, MediaType = "application/zip", Required = ["at"], Parameters = [LabelParameter], Errors = [StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge],
        },
    ];

    /// <summary>The gRPC service.</summary>
    public GrpcServiceDefinition Definition => new GrpcServiceDefinition(ForensicsServiceReflection.Descriptor.Services[0])
        .Unary<RankSuspectsRequest, RankSuspectsResponse>("RankSuspects", (request, context) => queries.AnswerAsync(request, data.Marking, context.CancellationToken, Caller.Of(context).QuotaKey));

    public void Map(WebApplication web)
    {
        web.MapGet(Route, (RequestDelegate)AnswerAsync);
        web.MapGet(PageRoute, (RequestDelegate)PageAsync);
        web.MapGet(BundleRoute, (RequestDelegate)BundleAsync);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Representation.Best(http, Representation.Json);
        await Representation.WriteAsync(http, await queries.AnswerAsync(Request(http), LabelOf(http), http.RequestAborted, Caller.Of(http).QuotaKey));
    }

    private async Task PageAsync(HttpContext http)
    {
        var label = LabelOf(http);
        var report = await queries.ReportAsync(Request(http), http.RequestAborted, Caller.Of(http).QuotaKey);
        var page = SuspectPage.Write(report, label);
        await NoteAsync(http, report, label, "page", page);
        http.Response.Headers.ContentSecurityPolicy = SuspectPage.ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await Representation.WriteAsync(http, "text/html; charset=utf-8", page);
    }

    private async Task BundleAsync(HttpContext http)
    {
        var (label, caller) = (LabelOf(http), Caller.Of(http));
        var report = await queries.ReportAsync(Request(http), http.RequestAborted, Caller.Of(http).QuotaKey);
        var now = new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
        byte[] bundle;
        try
        {
            bundle = SuspectBundle.Compose(report, label, signer, caller.Name, now);
        }
        catch (BundleRefusedException refused)
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status413PayloadTooLarge, refused.Reason, refused.Message);
            return;
        }

        await NoteAsync(http, report, label, "bundle", bundle);
        http.Response.ContentType = "application/zip";
        http.Response.ContentLength = bundle.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{SuspectBundle.FileName(report.Question, label)}\"";
        await TimedWrite.BodyAsync(http, bundle, clock);
    }

    // What leaves the house is in the audit log before its first byte does.
    private Task NoteAsync(HttpContext http, SuspectReport report, Tlp label, string form, byte[] given) => audit.AppendAsync(
        AuditActions.EvidenceExported,
        Caller.Of(http).Name,
        AuditClient.Of(http),
        SuspectBundle.NameOf(report.Question),
        detail: new { form, tlp = TlpMarking.Of(label), bytes = given.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(given)) });

    private Tlp LabelOf(HttpContext http)
    {
        var label = data.Marking;

        // An unescaped plus is a space in a query.
        if (http.Request.Query[Label].ToString() is { Length: > 0 } word && !AccessWords.TryParse(word.Replace(' ', '+'), out label))
        {
            throw Refused.Field(Label, $"tlp '{PlainText.Clean(word)}' is none; the labels are CLEAR, GREEN, AMBER, AMBER+STRICT, RED");
        }

        try
        {
            EvidenceApi.Check(label, Caller.Of(http).Clearance, data.Marking);
            return label;
        }
        catch (BundleRefusedException refused)
        {
            throw Refused.For(Grpc.StatusCode.PermissionDenied, refused.Reason, refused.Message);
        }
    }

    private static RankSuspectsRequest Request(HttpContext http)
    {
        var request = RequestReader.Read<RankSuspectsRequest>(http, [.. Numbers, Label]);
        if (Number(http, Numbers[0], "within_metres") is { } within)
        {
            request.WithinMetres = within;
        }

        if (Number(http, Numbers[1], "from_km") is { } from)
        {
            request.FromKm = from;
        }

        if (Number(http, Numbers[2], "to_km") is { } to)
        {
            request.ToKm = to;
        }

        return request;
    }

    private static double? Number(HttpContext http, string name, string field) => http.Request.Query[name].ToString() is not { Length: > 0 } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw Refused.Field(field, $"{name} is '{PlainText.Clean(text.Length > 100 ? text[..100] : text)}'; it must be a number");
}
