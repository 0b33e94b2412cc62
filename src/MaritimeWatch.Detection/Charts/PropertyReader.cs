using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Charts;

/// <summary>Reads the properties of one feature; null counts as absent, what is unknown is left alone.</summary>
internal readonly struct PropertyReader(JsonElement properties, FeatureRejection rejection)
{
    // RFC 3339: a full date, or a date-time with its offset.
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            rejection.Because($"'{name}' is not a string");
            return null;
        }

        var text = value.GetString();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public string RequiredText(string name)
    {
        var text = Text(name);
        if (text is null)
        {
            rejection.Because($"'{name}' is missing");
        }

        return text ?? "";
    }

    public double? Number(string name, double least, double most)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || !(number >= least && number <= most))
        {
            rejection.Because($"'{name}' is not a number from {least} to {most}");
            return null;
        }

        return number;
    }

    public Instant? Time(string name)
    {
        var text = Text(name);
        if (text is null)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Instant.FromDateTime(date);
        }

        var offset = text.EndsWith('Z') || (text.Length > 19 && text.AsSpan(19).IndexOfAny('+', '-') >= 0);
        if (offset && DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return new Instant(time.ToUnixTimeMilliseconds());
        }

        rejection.Because($"'{name}' is not an RFC 3339 date or date-time: '{text}'");
        return null;
    }

    /// <summary>Restrictions: one value or a list of them, each a number of RESTRN or its words.</summary>
    public AreaRestrictions? Restrictions(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var all = AreaRestrictions.None;
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.ValueKind == JsonValueKind.Number ? item.GetRawText() : "";
            foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!ChartNames.TryRestriction(part, out var one))
                {
                    rejection.Because($"unknown restriction '{part}'");
                    return null;
                }

                all |= one;
            }
        }

        if (all == AreaRestrictions.None)
        {
            rejection.Because($"'{name}' is neither a number of RESTRN nor its words");
            return null;
        }

        return all;
    }

    private JsonElement? Find(string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
