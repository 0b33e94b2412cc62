using System.Globalization;
using System.Security.Cryptography;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: the evidence of an alert as a bundle, <c>GET /api/v1/alerts/{alertId}/evidence?tlp=AMBER&amp;before=2h&amp;after=1h&amp;neighbours=5</c>.</summary>
internal sealed class EvidenceApi(BundleSources sources, RawJournal? journal, ServedDataSettings data, AuditTrail audit, TimeProvider clock)
{
    public const string Route = "/api/v1/alerts/{alertId}/evidence";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "exportEvidence", "Everything about an alert as a signed archive; the export is noted in the audit log.")
        {
            Request = GetAlertRequest.Descriptor,
            MediaType = "application/zip",
            Parameters =
            [
                new("tlp", "query", "The label of the archive: not above the caller's clearance, not below the marking of the data, which it is without it.") { Values = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] },
                new("before", "query", "How long before the situation began, e.g. 90m; up to 48h, 2h without it."),
                new("after", "query", "How long after its last event; up to 48h, 1h without it."),
                new("neighbours", "query", "Every other vessel within so many nautical miles too, up to 50; none without it.", "number"),
            ],
            Errors = [StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge],
        },
    ];

    /// <summary>A bundle is made in memory: one at a time, and a few wait.</summary>
    private const int MostWaiting = 8;

    /// <summary>Far beyond what is allowed, and within what a length of time can hold.</summary>
    private const double MostSeconds = 1e9;

    private readonly SemaphoreSlim composing = new(1);
    private int waiting;

    public void Map(WebApplication web) => web.MapGet(Route, (RequestDelegate)ExportAsync);

    /// <summary>Serves one request.</summary>
    public async Task ExportAsync(HttpContext http)
    {
        var caller = Caller.Of(http);
        try
        {
            var request = Request(http, caller);
            if (Interlocked.Increment(ref waiting) > MostWaiting)
            {
                Interlocked.Decrement(ref waiting);
                await ProblemResponse.WriteAsync(http, StatusCodes.Status429TooManyRequests, "RESOURCE_EXHAUSTED", "too many exports wait already");
                return;
            }

            // The place is held until the last byte has left: until then the bundle is in memory.
            try
            {
                await ServeAsync(http, request, caller);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }
        catch (BundleRefusedException refused)
        {
            var status = refused.Reason switch
            {
                BundleRefusedException.NotFound => StatusCodes.Status404NotFound,
                BundleRefusedException.AboveClearance or BundleRefusedException.BelowMarking => StatusCodes.Status403Forbidden,
                BundleRefusedException.TooMuch => StatusCodes.Status413PayloadTooLarge,
                _ => StatusCodes.Status400BadRequest,
            };
            await ProblemResponse.WriteAsync(http, status, refused.Reason, refused.Message);
        }
        catch (StoreException)
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "the store cannot be read, or the export cannot be recorded, at present");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private async Task ServeAsync(HttpContext http, BundleRequest request, Caller caller)
    {
        var bundle = await ComposeAsync(request, caller, http.RequestAborted);

        // What leaves the house is in the audit log before its first byte does.
        await audit.AppendAsync(
            AuditActions.EvidenceExported,
            caller.Name,
            AuditClient.Of(http),
            request.AlertId,
            detail: new { tlp = TlpMarking.Of(request.Tlp), before = request.Before, after = request.After, neighbours = request.NeighbourNauticalMiles, bytes = bundle.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(bundle)) });
        http.Response.ContentType = "application/zip";
        http.Response.ContentLength = bundle.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(request)}\"";
        await TimedWrite.BodyAsync(http, bundle, clock);
    }

    /// <summary>A name for the file: the label goes with it.</summary>
    public static string FileName(BundleRequest request) => $"evidence-{request.AlertId}-{TlpMarking.InFileName(request.Tlp)}.zip";

    /// <summary>Refuses a label above the caller's clearance, or one that would take away some of the data's own.</summary>
    /// <exception cref="BundleRefusedException">It is refused.</exception>
    public static void Check(Tlp wanted, Tlp clearance, Tlp marking)
    {
        if (wanted > clearance)
        {
            throw new BundleRefusedException(BundleRefusedException.AboveClearance, $"{TlpMarking.Of(wanted)} is above the caller's clearance, {TlpMarking.Of(clearance)}");
        }

        if (wanted < marking)
        {
            throw new BundleRefusedException(BundleRefusedException.BelowMarking, $"{TlpMarking.Of(wanted)} is below the marking of the data, {TlpMarking.Of(marking)}");
        }
    }

    /// <summary>A length of time such as <c>90m</c>, <c>2h</c> or <c>01:30:00</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var unit = text.Length > 1 ? text[^1] : '\0';
        if (unit is 'h' or 'm' or 's' && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 && number * SecondsIn(unit) < MostSeconds)
        {
            duration = TimeSpan.FromSeconds(Math.Round(number * SecondsIn(unit)));
            return true;
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration);

        static int SecondsIn(char unit) => unit == 'h' ? 3_600 : unit == 'm' ? 60 : 1;
    }

    private async Task<byte[]> ComposeAsync(BundleRequest request, Caller caller, CancellationToken cancellation)
    {
        await composing.WaitAsync(cancellation);
        try
        {
            // What was received a moment ago is still in the journal's queue.
            await (journal?.FlushAsync() ?? Task.CompletedTask).WaitAsync(cancellation);
            var now = new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
            return await Task.Run(() => new BundleComposer(sources).Compose(request, caller.Name, now, cancellation), cancellation);
        }
        finally
        {
            composing.Release();
        }
    }

    private BundleRequest Request(HttpContext http, Caller caller)
    {
        var query = http.Request.Query;
        if (query.Keys.FirstOrDefault(key => key is not ("tlp" or "before" or "after" or "neighbours")) is { } stranger)
        {
            throw Wrong($"'{PlainText.Clean(stranger)}' is no parameter; there are tlp, before, after, neighbours");
        }

        var tlp = data.Marking;
        // An unescaped plus is a space in a query.
        if (query["tlp"].ToString() is { Length: > 0 } word && !AccessWords.TryParse(word.Replace(' ', '+'), out tlp))
        {
            throw Wrong($"tlp '{PlainText.Clean(word)}' is none; the labels are CLEAR, GREEN, AMBER, AMBER+STRICT, RED");
        }

        Check(tlp, caller.Clearance, data.Marking);
        var miles = 0.0;
        if (query["neighbours"].ToString() is { Length: > 0 } text && !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out miles))
        {
            throw Wrong($"neighbours '{PlainText.Clean(text)}' is no number of nautical miles");
        }

        var request = new BundleRequest((string)http.Request.RouteValues["alertId"]!, tlp, Duration("before", BundleRequest.DefaultBefore), Duration("after", BundleRequest.DefaultAfter), miles);
        return request.Problem() is { } problem ? throw Wrong(problem) : request;

        TimeSpan Duration(string name, TimeSpan otherwise) => query[name].ToString() is not { Length: > 0 } given ? otherwise
            : TryDuration(given, out var duration) ? duration
            : throw Wrong($"{name} '{PlainText.Clean(given)}' is no length of time; write it like 90m or 2h");
    }

    private static BundleRefusedException Wrong(string message) => new(BundleRefusedException.OutOfRange, message);
}
