using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Reads the filter of a list: terms joined by AND, after AIP-160.</summary>
internal ref struct FilterReader
{
    public const int MostCharacters = 2_000;
    public const int MostTerms = 20;

    private readonly IReadOnlyDictionary<string, FilterField> fields;
    private readonly ReadOnlySpan<char> text;
    private int at;
    private string? problem;

    private FilterReader(ReadOnlySpan<char> text, IReadOnlyDictionary<string, FilterField> fields)
    {
        this.text = text;
        this.fields = fields;
    }

    /// <summary>The terms of a filter that came as the field <c>filter</c> of a request.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static IReadOnlyList<FilterTerm> Terms(string text, IReadOnlyDictionary<string, FilterField> fields) =>
        TryParse(text, fields, out var terms, out var problem) ? terms : throw Refused.Field("filter", problem, "FILTER_INVALID");

    /// <summary>Reads a filter; the empty text is no term.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="fields">What it may ask for, by name.</param>
    /// <param name="terms">The terms, or null.</param>
    /// <param name="problem">What is wrong and in which column, counted from 1; or null.</param>
    public static bool TryParse(
        string text, IReadOnlyDictionary<string, FilterField> fields, [NotNullWhen(true)] out IReadOnlyList<FilterTerm>? terms, [NotNullWhen(false)] out string? problem)
    {
        var filter = new FilterReader(text, fields);
        terms = text.Length > MostCharacters ? filter.Fail(MostCharacters, $"the filter is longer than {MostCharacters} characters") : filter.Read();
        problem = filter.problem;
        return terms is not null;
    }

    private List<FilterTerm>? Read()
    {
        var terms = new List<FilterTerm>();
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

    private FilterTerm? Term()
    {
        var start = at;
        var name = Word();
        if (!fields.TryGetValue(name, out var field))
        {
            Fail(start, $"{(name.Length == 0 ? "a field is expected" : $"there is no field '{name}'")}; the fields are {string.Join(", ", fields.Keys)}");
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

        return Value(field, value) is { } known ? new FilterTerm(name, comparison, known) : Unknown(valueAt, name, value, field);
    }

    private FilterTerm? Unknown(int valueAt, string name, string value, FilterField field)
    {
        var expected = field.Kind switch
        {
            FilterKind.Word => $"one of {string.Join(", ", field.Words!.Values.Skip(1).Select(word => word.Name))}",
            FilterKind.Number => string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {field.Most}"),
            _ => "a time such as \"2024-11-17T00:00:00Z\"",
        };
        Fail(valueAt, $"'{value}' is no {name}; it takes {expected}");
        return null;
    }

    private static object? Value(FilterField field, string value) => field.Kind switch
    {
        FilterKind.Number => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= field.Most ? number : null,
        FilterKind.Time => IsTime(value) && Instant.TryParse(value, out var time) ? time.UnixMilliseconds : null,
        FilterKind.Word => field.Words!.FindValueByName(value) is { Number: > 0 } word ? (long)word.Number : null,
        _ => value,
    };

    /// <summary>RFC 3339 with its offset: <see cref="Instant.TryParse"/> alone would take much that people write for a time.</summary>
    public static bool IsTime(string value) =>
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
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.' or ':' or '+' or '/' or '*'))
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

    private List<FilterTerm>? Fail(int column, string what)
    {
        problem = string.Create(CultureInfo.InvariantCulture, $"filter, column {column + 1}: {what}");
        return null;
    }
}
