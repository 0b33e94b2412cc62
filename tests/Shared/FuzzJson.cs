using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MaritimeWatch.Tests;

/// <summary>JSON that is well-formed and wrong: members of another type, missing, doubled, out of range or nested too deep.</summary>
internal static class FuzzJson
{
    private const int MaxChanges = 3;

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "-0.0", "1e308", "1e999", "-1e999", "2147483648", "9223372036854775808", "123456789012345678901234567890", "0.1e-400", "\"\"", "\"x\"", "\"NaN\"", "\"Infinity\"",
        "\"91\"", "181", "91", "102.3", "360", "511", "\"2024-11-17T00:00:00Z\"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\udc00x\"", "\"Ærø 船\"", "[]", "{}", "[[[]]]", "[0,0]", "[null]", "{\"a\":{\"b\":[1]}}", "-9999999999",
    ];

    /// <summary>A text with a few of its values changed; text that is no JSON comes back as it is.</summary>
    public static byte[] Damaged(byte[] json, Random random)
    {
        try
        {
            var text = Encoding.UTF8.GetString(json);
            for (var change = random.Next(1, MaxChanges + 1); change > 0; change--)
            {
                text = Changed(text, random);
            }

            return Encoding.UTF8.GetBytes(text + "\n");
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static string Changed(string text, Random random)
    {
        // Values are found by their place in the text, so that what no tree can hold (1e999, half a surrogate, a member twice) can be put in.
        var values = new List<(int Start, int End, int NameStart)>();
        Find(Encoding.UTF8.GetBytes(text), values);
        if (values.Count == 0)
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var (start, end, nameStart) = values[random.Next(values.Count)];
        string Text(int from, int to) => Encoding.UTF8.GetString(bytes.AsSpan(from, to - from));
        var before = Text(0, start);
        var after = Text(end, bytes.Length);
        return random.Next(8) switch
        {
            0 when nameStart >= 0 => $"{Text(0, nameStart)}{Text(nameStart, end)},{Text(nameStart, start)}{Values[random.Next(Values.Length)]}{after}",
            1 when nameStart >= 0 => $"{Text(0, nameStart)}\"{random.Next(1_000)}\":{Text(start, end)}{after}",
            2 => before + Nested(Text(start, end), random.Next(1, 200)) + after,
            3 => $"{before}\"{new string('x', random.Next(2_000))}\"{after}",
            4 => before + random.NextInt64().ToString(CultureInfo.InvariantCulture) + after,
            5 => before + ((random.NextDouble() * 400) - 200).ToString("R", CultureInfo.InvariantCulture) + after,
            _ => before + Values[random.Next(Values.Length)] + after,
        };
    }

    private static string Nested(string value, int depth) => new string('[', depth) + value + new string(']', depth);

    private static void Find(ReadOnlySpan<byte> json, List<(int Start, int End, int NameStart)> values)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000, AllowMultipleValues = true });
        var open = new Stack<(int Start, int NameStart)>();
        var nameStart = -1;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    nameStart = start;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((start, nameStart));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var begun = open.Pop();
                    values.Add((begun.Start, (int)reader.BytesConsumed, begun.NameStart));
                    break;
                default:
                    values.Add((start, (int)reader.BytesConsumed, nameStart));
                    break;
            }

            nameStart = -1;
        }
    }
}
