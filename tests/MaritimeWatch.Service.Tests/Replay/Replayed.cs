using System.Text;
using System.Text.Json;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>What a replay left behind.</summary>
/// <param name="Exit">Exit code.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Alerts">Alert events as NDJSON, byte for byte.</param>
/// <param name="Summary">The summary as JSON; undefined when the replay failed.</param>
internal sealed record Replayed(int Exit, string Error, byte[] Alerts, JsonElement Summary)
{
    public string[] AlertLines => Encoding.UTF8.GetString(Alerts).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<JsonElement> Events => AlertLines.Select(line => JsonDocument.Parse(line).RootElement);

    public long Count(string name) => Summary.GetProperty(name).GetInt64();

    /// <summary>Rejected for a reason in words; 0 when there is none.</summary>
    public long Rejected(string reason) =>
        Summary.GetProperty("rejectedByReason").TryGetProperty(reason, out var count) ? count.GetInt64() : 0;

    /// <summary>All rejections, e.g. <c>bad checksum 1, no position 2</c>.</summary>
    public string Rejections => string.Join(", ", Summary.GetProperty("rejectedByReason").EnumerateObject().Select(reason => $"{reason.Name} {reason.Value}"));
}
