using System.Text.Json;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>From the body of a request to a dry run that can begin: everything is checked here.</summary>
/// <param name="inForce">The thresholds of the service.</param>
internal sealed class DryRunPlanner(DetectionSettings inForce)
{
    private const int LongestName = 80;

    /// <summary>A refusal says it twice, and leaves out what is too long for a header.</summary>
    private const int LongestProblem = 1_000;
    private const string Settings = "settings";

    private static readonly string[] Members = [Settings, "from", "to", "name"];

    /// <exception cref="GrpcStatusException">The body asks for nothing that can be done; the message says why.</exception>
    public DryRunPlan Plan(ReadOnlyMemory<byte> body, Caller caller)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return Plan(document.RootElement, caller);
        }
        catch (JsonException failure)
        {
            throw Refused.Field("body", $"the body is no JSON: {Plain(failure.Message)}", "INVALID_BODY");
        }
        catch (InvalidOperationException)
        {
            // The reader's way to meet bytes that are no UTF-8 and halves of characters, when it comes upon the text.
            throw Refused.Field("body", "a text in the body is no Unicode", "INVALID_BODY");
        }
    }

    private static Instant Time(JsonElement asked, string name) =>
        QueryParameters.Time(Text(asked, name), name) ?? throw Refused.Field(name, $"{name} is missing: a time such as 2024-11-17T12:00:00Z");

    private static string Text(JsonElement asked, string name)
    {
        if (!asked.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        Refused.Unless(value.ValueKind == JsonValueKind.String, name, $"{name} is no text");
        return value.GetString()!;
    }

    /// <summary>A sentence that quotes a request; what of it is no plain text is not repeated.</summary>
    private static string Plain(string message) => PlainText.Clean(message.Length > LongestProblem ? $"{message[..LongestProblem]}…" : message);

    private DryRunPlan Plan(JsonElement asked, Caller caller)
    {
        Refused.Unless(asked.ValueKind == JsonValueKind.Object, "body", "the body is no JSON object");
        foreach (var member in asked.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            throw Refused.Field(Plain(member.Name), $"there is no field '{Plain(member.Name)}'; the fields are {string.Join(", ", Members)}");
        }

        Refused.Unless(asked.TryGetProperty(Settings, out var settings), Settings, "settings are missing: what is to be tried, as a settings file has it");
        var from = Time(asked, "from");
        var to = Time(asked, "to");
        Refused.Unless(from < to, "from", $"from, {from}, is not before to, {to}");
        Refused.Unless(to - from <= Periods.Longest, "to", $"to is more than {Periods.Longest.Days} days after from");
        var name = Text(asked, "name");
        Refused.Unless(name.Length <= LongestName, "name", $"name has {name.Length} characters; at most {LongestName} are taken");
        return new DryRunPlan(caller.QuotaKey, caller.Name, PlainText.Clean(name), from, to, inForce, Laid(settings));
    }

    private DetectionSettings Laid(JsonElement settings)
    {
        try
        {
            return DetectionSettingsFile.Overlay(inForce, settings.GetRawText(), Settings);
        }
        catch (CommandFailedException failure)
        {
            throw Refused.Field(Settings, Plain(failure.Message));
        }
    }
}
