using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using MaritimeWatch.Service.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Describes the endpoints in OpenAPI 3.1, from the table that maps them and the descriptors of their messages.</summary>
internal static partial class OpenApiDocument
{
    public const string Route = "/openapi/v1.json";

    private const string Problem = "Problem";
    private const string Feature = "Feature";
    private const string FeatureCollection = "FeatureCollection";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What a field of a request means where it is a parameter.</summary>
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["pageSize"] = "At most so many, 1 to 1000; 100 without it, 1000 where more.",
        ["pageToken"] = "The nextPageToken of the answer before; without it, the beginning. Every other parameter must be as it was.",
        ["at"] = "The moment asked about, RFC 3339.",
        ["plusMinusSeconds"] = "How far off that may be either way, 0 to 86400; 120 without it.",
        ["maxSuspects"] = "At most so many vessels in each list, 1 to 500; 50 without it.",
        ["filter"] = "Up to 20 terms joined by AND (AIP-160), e.g. severity >= SEVERITY_ALARM AND event_time > \"2024-11-17T00:00:00Z\". Fields have the names of the .proto.",
        ["query"] = "An MMSI, an IMO number, a call sign, or the beginning of a name.",
        ["view"] = "How much of each: CHART_VIEW_BASIC leaves the geometry out.",
        ["from"] = "First event time wanted, RFC 3339.",
        ["to"] = "Last event time wanted, RFC 3339.",
        ["maxPoints"] = "At most so many points.",
        ["maxVessels"] = "At most so many different vessels.",
        ["mmsi"] = "Maritime Mobile Service Identity, 0 to 999999999.",
        ["mmsis"] = "About any of these vessels.",
        ["alertId"] = "The alert's id.",
        ["assetId"] = "The asset's id.",
        ["assetIds"] = "About any of these assets.",
        ["kinds"] = "Any of these kinds.",
        ["minimumSeverity"] = "This severity and worse.",
        ["vessel"] = "An MMSI, an IMO number (with or without IMO before it), a call sign, a name or the beginning of a name; where several vessels are called that, the refusal names them.",
        ["simplifyMetres"] = "Leaves out the fixes that the others tell: at any moment the track given is within so many metres of the fix of that moment. Above 0 to 10000; every fix without it.",
        ["resampleSeconds"] = "Where she was at each whole multiple of so many seconds, interpolated between fixes and marked so. 1 to 86400; every fix without it.",
        ["maxGapSeconds"] = "Nothing is interpolated across a longer silence; 600 without it.",
        ["polygon"] = "Corners of a polygon: longitude,latitude,longitude,latitude and so on, 3 to 1000 of them.",
        ["circle"] = "A circle: longitude,latitude,radius in degrees and metres, the radius above 0 to 100000.",
        ["withinMetres"] = "How far about the asset, above 0 to 50000; 1852 without it.",
        ["withWay"] = "Whether each vessel's way inside an area is wanted, and then at most 500 visits in a page; GeoJSON and KML always have it.",
        ["fromKm"] = "Where the stretch begins, in kilometres along the asset; its beginning without it.",
        ["toKm"] = "Where the stretch ends; the end of the asset without it.",
        ["time"] = "The moment, RFC 3339; the newest that is stored without it.",
        ["maxAgeSeconds"] = "How old a position may be at that moment, 1 to 172800; 1800 without it.",
        [RequestReader.Box] = "A box of degrees: west,south,east,north; across the antimeridian where west is greater than east.",
    };

    public static byte[] Build(IEnumerable<HttpOperation> operations)
    {
        var schemas = new ProtoSchemas();
        schemas.Add(Problem, ProblemSchema());
        schemas.Add(Feature, FeatureSchema());
        schemas.Add(FeatureCollection, CollectionSchema());
        var paths = new JsonObject();
        foreach (var operation in operations.OrderBy(operation => operation.Route, StringComparer.Ordinal))
        {
            var path = (JsonObject?)paths[operation.Route] ?? [];
            path[operation.Method.ToLowerInvariant()] = Describe(operation, schemas);
            paths[operation.Route] = path.Parent is null ? path : path.DeepClone();
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "MaritimeWatch",
                ["version"] = "v1",
                ["summary"] = "Alerts about ships that endanger cables and pipelines, and what they rest on.",
                ["description"] = "Messages are the proto3 JSON of maritimewatch.v1, the contract of the gRPC services: a field with its default value is left out, 64-bit numbers are texts. "
                    + "Errors are problem details (RFC 9457) with the reasons of the gRPC side. A service on loopback that has no credentials configured asks nobody who they are.",
                ["license"] = new JsonObject { ["name"] = "See the repository" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["mutualTls"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "An API token (maritimewatch token create) or a JWT of a configured issuer." },
                    ["mutualTls"] = new JsonObject { ["type"] = "mutualTLS", ["description"] = "A client certificate of a configured identity." },
                },
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Indented);
    }

    private static JsonObject Describe(HttpOperation operation, ProtoSchemas schemas)
    {
        var policy = AccessPolicies.Endpoints[$"{operation.Method} {operation.Route}"];
        var described = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["summary"] = operation.Summary,
            ["description"] = policy.IsPublic ? "For everybody." : policy.Scope is { } scope ? $"Takes the scope {AccessWords.Of(scope)}{(policy.Alternative is { } other ? $" or {AccessWords.Of(other)}" : "")}." : "For every known caller.",
            ["tags"] = new JsonArray(Tag(operation.Route)),
        };
        if (policy.IsPublic)
        {
            described["security"] = new JsonArray();
        }

        var parameters = Parameters(operation, schemas);
        if (parameters.Count > 0)
        {
            described["parameters"] = parameters;
        }

        if (operation is { Method: "POST", Request: { } body })
        {
            described["requestBody"] = new JsonObject
            {
                ["description"] = $"At most {BodyReader.MostBytes} bytes. May be empty where nothing is to be said; the type is wanted all the same.",
                ["content"] = new JsonObject { [Representation.Json] = new JsonObject { ["schema"] = schemas.Of(body) } },
            };
        }

        if (operation.Body is { } free)
        {
            var content = new JsonObject();
            foreach (var type in free.Types)
            {
                content[type] = new JsonObject { ["schema"] = new JsonObject() };
            }

            described["requestBody"] = new JsonObject { ["description"] = free.Description, ["required"] = true, ["content"] = content };
        }

        described["responses"] = Responses(operation, policy, schemas);
        return described;
    }

    private static JsonArray Parameters(HttpOperation operation, ProtoSchemas schemas)
    {
        var parameters = new JsonArray();
        var inPath = InBraces().Matches(operation.Route).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var field in operation.Request?.Fields.InFieldNumberOrder() ?? [])
        {
            if (inPath.Contains(field.JsonName) || (operation.Method == "GET" && RequestReader.IsParameter(field)))
            {
                parameters.Add(Parameter(field.JsonName, inPath.Contains(field.JsonName) ? "path" : "query", Meanings[field.JsonName], schemas.Of(field)));
            }
            else if (operation.Method == "GET" && RequestReader.ShapeName(field) is { } name)
            {
                var (least, most) = name switch { RequestReader.Box => (4, 4), "circle" => (3, 3), _ => (6, 2_002) };
                var shape = Parameter(name, "query", Meanings[name], new JsonObject
                {
                    ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" }, ["minItems"] = least, ["maxItems"] = most,
                });

                // One text with commas, not a parameter for each number.
                (shape["style"], shape["explode"]) = ("form", false);
                parameters.Add((JsonNode)shape);
            }
        }

        foreach (var parameter in operation.Parameters)
        {
            var schema = new JsonObject { ["type"] = parameter.Type };
            if (parameter.Values is { } values)
            {
                schema["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
            }

            parameters.Add((JsonNode)Parameter(parameter.Name, parameter.In, parameter.Description, schema));
        }

        foreach (var parameter in parameters.Where(parameter => operation.Required.Contains(parameter!["name"]!.GetValue<string>())))
        {
            parameter!["required"] = true;
        }

        return parameters;
    }

    private static JsonObject Parameter(string name, string place, string description, JsonObject schema)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = description, ["schema"] = schema };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        return parameter;
    }

    private static JsonObject Responses(HttpOperation operation, AccessPolicy policy, ProtoSchemas schemas)
    {
        var content = new JsonObject();
        if (operation.Response is { } message)
        {
            content[Representation.Json] = new JsonObject { ["schema"] = operation.IsSequence ? new JsonObject { ["type"] = "array", ["items"] = schemas.Of(message) } : schemas.Of(message) };
        }
        else
        {
            content[operation.MediaType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = operation.MediaType == Representation.Json ? "object" : "string" } };
        }

        foreach (var type in operation.AlsoAs)
        {
            content[type] = new JsonObject { ["schema"] = new JsonObject { ["type"] = type.EndsWith("+json", StringComparison.Ordinal) ? "object" : "string" } };
        }

        if (operation.GeoJson is { } shape)
        {
            content[Representation.GeoJson] = new JsonObject { ["schema"] = ProtoSchemas.Reference(shape) };
        }

        var done = new JsonObject { ["description"] = operation.Done == StatusCodes.Status202Accepted ? "Begun; it goes on." : "Done." };
        if (operation.Done != StatusCodes.Status204NoContent)
        {
            done["content"] = content;
        }

        var responses = new JsonObject { [operation.Done.ToString(CultureInfo.InvariantCulture)] = done };
        int[] always = policy.IsPublic ? [] : [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests];
        int[] ofApi = operation.Response is null && operation.Request is null && operation.Parameters.Count == 0 ? []
            : [StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable];
        int[] ofAccept = operation.Response is not null || operation.LooksAtAccept ? [StatusCodes.Status406NotAcceptable] : [];
        foreach (var status in always.Concat(ofApi).Concat(ofAccept).Concat(operation.Errors).Distinct().Order())
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = Error(ReasonPhrases.GetReasonPhrase(status));
        }

        foreach (var status in operation.PlainErrors)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = ReasonPhrases.GetReasonPhrase(status),
                ["content"] = new JsonObject { [operation.MediaType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } },
            };
        }

        responses["default"] = Error("Any other error.");
        return responses;
    }

    private static JsonObject Error(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [ProblemResponse.MediaType] = new JsonObject { ["schema"] = ProtoSchemas.Reference(Problem) } },
    };

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "RFC 9457. The reason and its metadata are those of google.rpc.ErrorInfo on the gRPC side, the violations those of google.rpc.BadRequest.",
        ["required"] = new JsonArray("type", "title", "status", "detail", "reason"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string", ["format"] = "uri-reference" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer", ["minimum"] = 400, ["maximum"] = 599 },
            ["detail"] = new JsonObject { ["type"] = "string" },
            ["reason"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z][A-Z0-9_]*$" },
            ["metadata"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
            ["violations"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("field", "description", "reason"),
                    ["properties"] = new JsonObject
                    {
                        ["field"] = new JsonObject { ["type"] = "string" },
                        ["description"] = new JsonObject { ["type"] = "string" },
                        ["reason"] = new JsonObject { ["type"] = "string" },
                    },
                },
            },
        },
    };

    private static JsonObject FeatureSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "RFC 7946. The properties are the message in proto3 JSON, without its geometry where that is charted.",
        ["required"] = new JsonArray("type", "geometry", "properties"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["const"] = "Feature" },
            ["id"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
            ["geometry"] = new JsonObject
            {
                ["type"] = new JsonArray("object", "null"),
                ["required"] = new JsonArray("type", "coordinates"),
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["enum"] = new JsonArray("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon") },
                    ["coordinates"] = new JsonObject { ["type"] = "array" },
                },
            },
            ["properties"] = new JsonObject { ["type"] = "object" },
        },
    };

    private static JsonObject CollectionSchema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "features"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["const"] = "FeatureCollection" },
            ["features"] = new JsonObject { ["type"] = "array", ["items"] = ProtoSchemas.Reference(Feature) },
            ["nextPageToken"] = new JsonObject { ["type"] = "string" },
            ["highWaterSequence"] = new JsonObject { ["type"] = "string" },
        },
    };

    private static string Tag(string route) => route.Split('/') is ["", "api", "v1", var resource, ..] ? resource : "operation";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex InBraces();
}
