using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Reflection;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>What a list of alerts can be filtered by.</summary>
internal static class ListFilter
{
    private static readonly Dictionary<string, AlertField> Fields = new(StringComparer.Ordinal)
    {
        ["alert_id"] = AlertField.AlertId,
        ["kind"] = AlertField.Kind,
        ["severity"] = AlertField.Severity,
        ["state"] = AlertField.State,
        ["operator_state"] = AlertField.OperatorState,
        ["mmsi"] = AlertField.Mmsi,
        ["asset_id"] = AlertField.AssetId,
        ["assignee"] = AlertField.Assignee,
        ["since"] = AlertField.Since,
        ["event_time"] = AlertField.EventTime,
    };

    private static readonly Dictionary<string, FilterField> Kinds = Fields.ToDictionary(field => field.Key, field => KindOf(field.Value), StringComparer.Ordinal);

    /// <summary>Reads a filter; the empty text is no term.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="terms">The terms, or null.</param>
    /// <param name="problem">What is wrong and in which column, counted from 1; or null.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<AlertTerm>? terms, [NotNullWhen(false)] out string? problem)
    {
        terms = FilterReader.TryParse(text, Kinds, out var read, out problem) ? Terms(read) : null;
        return terms is not null;
    }

    /// <summary>The terms of a request's filter.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static IReadOnlyList<AlertTerm> Terms(string text) => Terms(FilterReader.Terms(text, Kinds));

    private static List<AlertTerm> Terms(IEnumerable<FilterTerm> terms) => [.. terms.Select(term => new AlertTerm(Fields[term.Field], term.Comparison, term.Value))];

    private static FilterField KindOf(AlertField field) => field switch
    {
        AlertField.Kind => Words<AlertKind>(AlertEventReflection.Descriptor),
        AlertField.Severity => Words<Severity>(AlertEventReflection.Descriptor) with { IsOrdered = true },
        AlertField.State => Words<AlertState>(AlertEventReflection.Descriptor),
        AlertField.OperatorState => Words<OperatorState>(AlertReflection.Descriptor),
        AlertField.Mmsi => FilterField.Mmsi,
        AlertField.Since or AlertField.EventTime => FilterField.Time,
        _ => FilterField.Text,
    };

    private static FilterField Words<T>(FileDescriptor file) => new(FilterKind.Word, Words: file.EnumTypes.Single(type => type.Name == typeof(T).Name));
}
