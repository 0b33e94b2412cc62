using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>JSON Schemas (draft 2020-12, as OpenAPI 3.1 has them) of messages in proto3 JSON. Nothing is required: proto3 JSON leaves out what has its default value.</summary>
internal sealed class ProtoSchemas
{
    private readonly SortedDictionary<string, JsonObject> schemas = new(StringComparer.Ordinal);

    /// <summary>Every schema that was referred to, by name.</summary>
    public JsonObject Components() => new(schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone())));

    public void Add(string name, JsonObject schema) => schemas.Add(name, schema);

    /// <summary>A reference to the schema of a message.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        if (!schemas.ContainsKey(message.Name))
        {
            var properties = new JsonObject();
            schemas[message.Name] = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
            foreach (var field in message.Fields.InFieldNumberOrder())
            {
                properties[field.JsonName] = Of(field);
            }
        }

        return Reference(message.Name);
    }

    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    /// <summary>The schema of a field's values, or of an array of them.</summary>
    public JsonObject Of(FieldDescriptor field) => field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = One(field) } : One(field);

    private JsonObject One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => new JsonObject { ["type"] = "string" },
        FieldType.Bool => new JsonObject { ["type"] = "boolean" },
        FieldType.Int32 => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        FieldType.UInt32 => new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = uint.MaxValue },
        FieldType.Int64 => new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]{1,19}$", ["description"] = "A 64-bit number; in JSON a text." },
        FieldType.Double => new JsonObject { ["type"] = "number", ["format"] = "double" },
        FieldType.Enum => Of(field.EnumType),
        FieldType.Message when field.MessageType.ClrType == typeof(Timestamp) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        FieldType.Message when field.MessageType.ClrType == typeof(Duration) => new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]+(\\.[0-9]{1,9})?s$", ["examples"] = new JsonArray("1800s") },
        FieldType.Message => Of(field.MessageType),
        var other => throw new InvalidOperationException($"{field.FullName} is a {other}, which has no schema yet"),
    };

    /// <summary>Without the word for nothing: as an answer it is left out, as a parameter or in a body it asks for nothing.</summary>
    private JsonObject Of(EnumDescriptor words)
    {
        schemas.TryAdd(words.Name, new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Values.Where(word => word.Number != 0 || !word.Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal)).Select(word => (JsonNode)word.Name)]) });
        return Reference(words.Name);
    }
}
