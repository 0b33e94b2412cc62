using System.Diagnostics.CodeAnalysis;
using System.Text;
using Google.Protobuf;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Contracts;

/// <summary>Alert events as one line of proto3 JSON: the NDJSON of <c>replay</c>, the alert log and the event stream.</summary>
/// <remarks>Equal events give equal bytes: fields stand in the order of their numbers, absent ones are left out, 64-bit numbers are strings.</remarks>
public static class AlertEventJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    // A file written by a later release may hold fields that this one does not know.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>The line of an event in UTF-8, without its line end.</summary>
    public static byte[] ToUtf8(AlertEvent alert) => Encoding.UTF8.GetBytes(ToJson(alert));

    /// <summary>The line of an event, without its line end.</summary>
    public static string ToJson(AlertEvent alert) => Formatter.Format(AlertEventMapping.ToProto(alert));

    /// <summary>Reads a line back.</summary>
    /// <param name="json">One JSON object, with or without white space around it.</param>
    /// <param name="alert">The event, or null.</param>
    /// <param name="problem">What is wrong with the line in one clause, or null.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out AlertEvent? alert, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            alert = AlertEventMapping.ToDomain(Parser.Parse<V1.AlertEvent>(json));
            problem = null;
            return true;
        }
        catch (Exception fault) when (fault is IOException or FormatException)
        {
            alert = null;
            problem = fault.Message;
            return false;
        }
    }

    /// <inheritdoc cref="TryParse(string, out AlertEvent?, out string?)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out AlertEvent? alert, [NotNullWhen(false)] out string? problem) =>
        TryParse(Encoding.UTF8.GetString(utf8), out alert, out problem);
}
