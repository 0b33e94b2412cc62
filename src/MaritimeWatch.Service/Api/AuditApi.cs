using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: the audit log in pages, the newest entry first, and whether its end is whole. Who reads is noted.</summary>
internal sealed class AuditApi(SqliteAudit log, SqliteStore store, AuditTrail trail)
{
    private const int MostEntries = 1_000;
    private const int UsualEntries = 100;
    private const int MostVerified = 100_000;
    private const int UsuallyVerified = 10_000;

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", "/api/v1/audit", "listAudit", "The audit log, the newest entry first; who reads it is noted.")
        {
            Parameters =
            [
                new("before", "query", "Only entries with a lower number.", "integer"),
                new("limit", "query", "At most so many, 1 to 1000; 100 without it.", "integer"),
                new("from", "query", "First time of an entry, RFC 3339."),
                new("to", "query", "Just after the last time of an entry, RFC 3339."),
                new("actor", "query", "Who."),
                new("action", "query", "What was done."),
                new("subject", "query", "To what."),
            ],
        },
        new("GET", "/api/v1/audit/verify", "verifyAudit", "Whether the newest entries of the audit log are whole.")
        {
            Parameters = [new("entries", "query", "How many, 1 to 100000; 10000 without it.", "integer")],
        },
    ];

    private readonly SemaphoreSlim verifying = new(1);

    public void Map(WebApplication web)
    {
        web.MapGet("/api/v1/audit", (RequestDelegate)ListAsync);
        web.MapGet("/api/v1/audit/verify", (RequestDelegate)VerifyAsync);
    }

    /// <summary><c>?before=</c> a number, <c>limit=</c> 1 to 1,000, <c>from=</c>, <c>to=</c>, <c>actor=</c>, <c>action=</c>, <c>subject=</c>.</summary>
    private async Task ListAsync(HttpContext http)
    {
        QueryParameters.RefuseUnknown(http, Described[0]);
        var query = http.Request.Query;
        var limit = Number(http, "limit", MostEntries, UsualEntries);
        var before = Number(http, "before", long.MaxValue, long.MaxValue);
        var (from, to) = (QueryParameters.Time(http, "from"), QueryParameters.Time(http, "to"));

        Note(http, "GET /api/v1/audit");
        var filter = new AuditFilter { From = from, Until = to, Actor = Text(query["actor"]), Action = Text(query["action"]), Subject = Text(query["subject"]) };
        await AnswerAsync(http, () =>
        {
            var page = log.List(filter, before, (int)limit);
            return json =>
            {
                json.WriteStartArray("entries");
                foreach (var entry in page.Entries)
                {
                    AuditJson.Write(json, entry);
                }

                json.WriteEndArray();
                if (page.Before > 0)
                {
                    json.WriteNumber("before", page.Before);
                }
            };
        });
    }

    /// <summary>Verifies the newest entries: <c>?entries=</c> 1 to 100,000. The whole is for the command line, which takes no time from the service.</summary>
    private async Task VerifyAsync(HttpContext http)
    {
        QueryParameters.RefuseUnknown(http, Described[1]);
        var entries = Number(http, "entries", MostVerified, UsuallyVerified);
        Note(http, "GET /api/v1/audit/verify");
        await verifying.WaitAsync(http.RequestAborted);
        try
        {
            var outside = trail.Signing.NewestOutside();
            await AnswerAsync(http, () =>
            {
                var report = AuditVerification.Run(
                    store, new AuditVerificationOptions { Newest = (int)entries, Keys = [], Checkpoints = outside is null ? null : [outside.ToJson()], Threads = 1 }, cancellation: http.RequestAborted);
                return json => Write(json, report);
            });
        }
        finally
        {
            verifying.Release();
        }
    }

    private static void Write(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteBoolean("whole", report.IsWhole);
        json.WriteNumber("entries", report.Entries);
        json.WriteNumber("rows", report.Rows);
        json.WriteStartObject("head");
        json.WriteNumber("number", report.Head.Number);
        json.WriteString("hash", Convert.ToHexStringLower(report.Head.Hash));
        json.WriteEndObject();
        json.WriteNumber("signed", report.Signed);
        json.WriteNumber("coveredInside", report.CoveredInside);
        json.WriteNumber("coveredOutside", report.CoveredOutside);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStringValue(finding.ToString());
        }

        json.WriteEndArray();
        json.WriteStartArray("notChecked");
        foreach (var gap in report.Unchecked)
        {
            json.WriteStringValue(gap);
        }

        json.WriteEndArray();
    }

    private static async Task AnswerAsync(HttpContext http, Func<Action<Utf8JsonWriter>> ask)
    {
        var body = new ArrayBufferWriter<byte>();
        try
        {
            var write = await Task.Run(ask, http.RequestAborted);
            await using var json = new Utf8JsonWriter(body);
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        catch (StoreException failure)
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "STORE_UNAVAILABLE", failure.Message);
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    private void Note(HttpContext http, string what)
    {
        var caller = Caller.Of(http);
        trail.NoteFolded(AuditActions.AuditRead, caller.Name, AuditClient.Of(http.Connection.RemoteIpAddress, caller), what, AuditRecord.Done);
    }

    private static string? Text(string? given) => string.IsNullOrEmpty(given) ? null : given;

    private static long Number(HttpContext http, string name, long most, long usual)
    {
        var given = http.Request.Query[name].ToString();
        var number = usual;
        Refused.Unless(
            given.Length == 0 || (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most),
            name, $"{name} is no number from 1 to {most}");
        return number;
    }
}
