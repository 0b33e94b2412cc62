using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What an evaluation must reach: a JSON file, read by <c>evaluate --require</c>.</summary>
public sealed record Thresholds
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>What is to be held to this, each a scenario and a seed, e.g. <c>day 7</c>; for whoever simulates them, not judged here.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Recall of every recipe and expectation that <see cref="Expectations"/> does not name and <see cref="KnownMisses"/> does not excuse. 0 to 1.</summary>
    public double Recall { get; init; } = 1;

    /// <summary>Figures over all.</summary>
    public OverallThresholds Overall { get; init; } = new();

    /// <summary>Figures of single recipes.</summary>
    public IReadOnlyList<ExpectationThresholds> Expectations { get; init; } = [];

    /// <summary>Labels that are not met yet, or never will be: none of them may be met, so that this list is kept true.</summary>
    public IReadOnlyList<KnownMiss> KnownMisses { get; init; } = [];

    /// <summary>False and forbidden alerts that are known and not counted; there must be some of each, so that this list is kept true as well.</summary>
    public IReadOnlyList<KnownFalseAlarm> KnownFalseAlarms { get; init; } = [];

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="JsonException">It is no such file; the message says where.</exception>
    public static Thresholds FromJson(string json) => JsonSerializer.Deserialize<Thresholds>(json, Options) ?? throw new JsonException("the file is 'null'");
}
