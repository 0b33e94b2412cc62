using System.Text.Encodings.Web;
using System.Text.Json;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>Reports of <c>evaluate</c> and <c>compare</c> as JSON for a program.</summary>
internal static class EvaluationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new InstantAsText() },
    };

    /// <summary>Writes an evaluation.</summary>
    /// <param name="path">A file, or <c>-</c> for standard output.</param>
    /// <param name="pooled">All files together.</param>
    /// <param name="files">Each by itself.</param>
    /// <param name="unmet">Thresholds that were not reached; null where none were asked.</param>
    public static void Write(string path, EvaluationReport pooled, IReadOnlyList<EvaluationReport> files, IReadOnlyList<string>? unmet) =>
        Write(path, new { pooled, files, notReached = unmet });

    /// <summary>Writes anything, times in RFC 3339.</summary>
    public static void Write<T>(string path, T content)
    {
        var json = JsonSerializer.Serialize(content, Options);
        if (path == "-")
        {
            Console.Out.WriteLine(json);
        }
        else
        {
            File.WriteAllText(path, json + "\n");
        }
    }
}
