using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Json;

/// <summary>One object, read once from front to back: where the values of its known members are. Used again for the next; allocates nothing.</summary>
internal sealed class JsonRecord(JsonShape shape)
{
    /// <summary>Deeper than any record of a known dialect; what is deeper is no traffic.</summary>
    private const int MaxDepth = 16;

    private readonly Value[] values = new Value[(int)JsonField.Count];
    private byte[] unescaped = [];
    private int unescapedLength;

    /// <summary>Reads an object.</summary>
    /// <param name="record">Its bytes, from brace to brace.</param>
    /// <returns><see cref="DropReason.Malformed"/>, or <see cref="DropReason.None"/>.</returns>
    public DropReason Read(ReadOnlySpan<byte> record)
    {
        Array.Clear(values);
        unescapedLength = 0;

        // What is cut off, or no object at all, is told without the cost of an exception.
        if (record.Length < 2 || record[0] != '{' || record[^1] != '}')
        {
            return DropReason.Malformed;
        }

        try
        {
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            return ReadMembers(ref reader, record, JsonShape.Root) && !reader.Read() ? DropReason.None : DropReason.Malformed;
        }
        catch (JsonException)
        {
            return DropReason.Malformed;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair, or bytes that are not UTF-8 in a text with escapes.
            return DropReason.Malformed;
        }
    }

    /// <summary>Whether the member is there, and not null.</summary>
    public bool Has(JsonField field) => values[(int)field].Kind != JsonTokenType.None;

    /// <summary>Whether it is a text.</summary>
    public bool IsText(JsonField field) => values[(int)field].Kind == JsonTokenType.String;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber(JsonField field) => values[(int)field].Kind == JsonTokenType.Number;

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool IsTrue(JsonField field) => values[(int)field].Kind == JsonTokenType.True;

    /// <summary>Whether it is <c>false</c>.</summary>
    public bool IsFalse(JsonField field) => values[(int)field].Kind == JsonTokenType.False;

    /// <summary>The text without its quotes and escapes, or the number as it is written; empty where there is none.</summary>
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> record, JsonField field)
    {
        var value = values[(int)field];
        return value.IsUnescaped ? unescaped.AsSpan(value.Start, value.Length) : record.Slice(value.Start, value.Length);
    }

    private bool ReadMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, byte place)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var nameStart = (int)reader.TokenStartIndex + 1;
            var nameLength = reader.ValueSpan.Length;
            shape.Find(place, reader.ValueSpan, out var field, out var inner);
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when inner != 0:
                    if (field != JsonField.None)
                    {
                        // Two bodies in one envelope cannot both be meant.
                        if (Has(field))
                        {
                            return false;
                        }

                        values[(int)field] = new Value(JsonTokenType.String, nameStart, nameLength, false);
                    }

                    if (!ReadMembers(ref reader, record, inner))
                    {
                        return false;
                    }

                    break;
                case JsonTokenType.StartArray when field == JsonField.Coordinates:
                    ReadCoordinates(ref reader);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    var start = (int)reader.TokenStartIndex;
                    var isArray = reader.TokenType == JsonTokenType.StartArray;
                    reader.Skip();
                    if (field == JsonField.Sentences && isArray)
                    {
                        values[(int)field] = new Value(JsonTokenType.StartArray, start, (int)reader.BytesConsumed - start, false);
                    }

                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    if (field != JsonField.None && inner == 0)
                    {
                        Keep(ref reader, field);
                    }

                    break;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private void ReadCoordinates(ref Utf8JsonReader reader)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (index < 2 && reader.TokenType != JsonTokenType.Null)
            {
                Keep(ref reader, index == 0 ? JsonField.Longitude : JsonField.Latitude);
            }
        }
    }

    private void Keep(ref Utf8JsonReader reader, JsonField field)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            var needed = unescapedLength + reader.ValueSpan.Length;
            if (needed > unescaped.Length)
            {
                Array.Resize(ref unescaped, Math.Max(needed, 1024));
            }

            var length = reader.CopyString(unescaped.AsSpan(unescapedLength));
            values[(int)field] = new Value(reader.TokenType, unescapedLength, length, true);
            unescapedLength += length;
            return;
        }

        var isText = reader.TokenType == JsonTokenType.String;
        values[(int)field] = new Value(reader.TokenType, (int)reader.TokenStartIndex + (isText ? 1 : 0), reader.ValueSpan.Length, false);
    }

    private readonly record struct Value(JsonTokenType Kind, int Start, int Length, bool IsUnescaped);
}
