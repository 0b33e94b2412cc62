using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>The filter of a list: terms joined by AND, after AIP-160.</summary>
internal ref struct ListFilter
{
    public const int MostCharacters = 2_000;
    public const int MostTerms = 20;

    private static readonly Dictionary<string, (AlertField Field, EnumDescriptor? Words, bool IsOrdered)> Fields = new(StringComparer.Ordinal)
    {
        ["alert_id"] = (AlertField.AlertId, null, false),
        ["kind"] = (AlertField.Kind, Words<AlertKind>(AlertEventReflection.Descriptor), false),
        ["severity"] = (AlertField.Severity, Words<Severity>(AlertEventReflection.Descriptor), true),
        ["state"] = (AlertField.State, Words<AlertState>(AlertEventReflection.Descriptor), false),
        ["operator_state"] = (AlertField.OperatorState, Words<OperatorState>(AlertReflection.Descriptor), false),
        ["mmsi"] = (AlertField.Mmsi, null, false),
        ["asset_id"] = (AlertField.AssetId, null, false),
        ["assignee"] = (AlertField.Assignee, null, false),
        ["since"] = (AlertField.Since, null, true),
        ["event_time"] = (AlertField.EventTime, null, true),
    };

    private readonly ReadOnlySpan<char> text;
    private int at;
    private string? problem;

    private ListFilter(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Reads a filter; the empty text is no term.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="terms">The terms, or null.</param>
    /// <param name="problem">What is wrong and in which column, counted from 1; or null.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<AlertTerm>? terms, [NotNullWhen(false)] out string? problem)
    {
        var filter = new ListFilter(text);
        terms = text.Length > MostCharacters ? filter.Fail(MostCharacters, $"the filter is longer than {MostCharacters} characters") : filter.Read();
        problem = filter.problem;
        return terms is not null;
    }

    private List<AlertTerm>? Read()
    {
        var terms = new List<AlertTerm>();
        Skip();
        while (at < text.Length)
        {
            if (terms.Count > 0 && !And())
            {
                return null;
            }

            if (terms.Count == MostTerms)
            {
                return Fail(at, $"there are more than {MostTerms} terms");
            }

            if (Term() is not { } term)
            {
                return null;
            }

            terms.Add(term);
            Skip();
        }

        return terms;
    }

    private bool And()
    {
        var start = at;
        if (Word() is not "AND")
        {
            Fail(start, "AND is expected; other words, brackets and OR are not understood");
            return false;
        }

        Skip();
        if (at == text.Length)
        {
            Fail(at, "a term is expected after AND");
            return false;
        }

        return true;
    }

    private AlertTerm? Term()
    {
        var start = at;
        var name = Word();
        if (!Fields.TryGetValue(name, out var field))
        {
            Fail(start, $"{(name.Length == 0 ? "a field is expected" : $"there is no field '{name}'")}; the fields are {string.Join(", ", Fields.Keys)}");
            return null;
        }

        Skip();
        var operatorAt = at;
        if (Comparison() is not { } comparison)
        {
            Fail(operatorAt, $"=, !={(field.IsOrdered ? ", <, <=, > or >=" : "")} is expected");
            return null;
        }

        if (!field.IsOrdered && comparison is not (AlertComparison.Equal or AlertComparison.NotEqual))
        {
            Fail(operatorAt, $"{name} takes = and != only");
            return null;
        }

        Skip();
        var valueAt = at;
        var value = at < text.Length && text[at] == '"' ? Quoted() : Word();
        if (value is null || at == valueAt)
        {
            Fail(valueAt, value is null ? "the quotation mark is not closed" : "a value is expected");
            return null;
        }

        return Value(field.Field, field.Words, value) is { } known ? new AlertTerm(field.Field, comparison, known) : Unknown(valueAt, name, value, field.Words);
    }

    private AlertTerm? Unknown(int valueAt, string name, string value, EnumDescriptor? words)
    {
        var expected = words is not null ? $"one of {string.Join(", ", words.Values.Skip(1).Select(word => word.Name))}"
            : name == "mmsi" ? "a number from 0 to 999999999"
            : "a time such as \"2024-11-17T00:00:00Z\"";
        Fail(valueAt, $"'{value}' is no {name}; it takes {expected}");
        return null;
    }

    private static object? Value(AlertField field, EnumDescriptor? words, string value) => field switch
    {
        AlertField.Mmsi => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var mmsi) && mmsi <= 999_999_999 ? mmsi : null,
        AlertField.Since or AlertField.EventTime => IsTime(value) && Instant.TryParse(value, out var time) ? time.UnixMilliseconds : null,
        _ when words is not null => words.FindValueByName(value) is { Number: > 0 } word ? (long)word.Number : null,
        _ => value,
    };

    /// <summary>RFC 3339 with its offset: <see cref="Instant.TryParse"/> alone would take much that people write for a time.</summary>
    private static bool IsTime(string value) =>
        value.Length >= 20 && value[4] == '-' && value[7] == '-' && value[10] == 'T' && value[13] == ':' && value[16] == ':' && (value[^1] == 'Z' || value[^6] is '+' or '-');

    private AlertComparison? Comparison()
    {
        var rest = text[at..];
        var (comparison, length) = rest switch
        {
            ['!', '=', ..] => (AlertComparison.NotEqual, 2),
            ['<', '=', ..] => (AlertComparison.LessOrEqual, 2),
            ['>', '=', ..] => (AlertComparison.GreaterOrEqual, 2),
            ['=', ..] => (AlertComparison.Equal, 1),
            ['<', ..] => (AlertComparison.Less, 1),
            ['>', ..] => (AlertComparison.Greater, 1),
            _ => ((AlertComparison?)null, 0),
        };
        at += length;
        return comparison;
    }

    private string? Quoted()
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            value.Append(text[at]);
        }

        return null;
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.' or ':' or '+' or '/'))
        {
            at++;
        }

        return text[start..at].ToString();
    }

    private void Skip()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }
    }

    private List<AlertTerm>? Fail(int column, string what)
    {
        problem = string.Create(CultureInfo.InvariantCulture, $"filter, column {column + 1}: {what}");
        return null;
    }

    private static EnumDescriptor Words<T>(FileDescriptor file) => file.EnumTypes.Single(type => type.Name == typeof(T).Name);
}
