using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Http;
using Enum = System.Enum;
using GeoPosition = MaritimeWatch.Contracts.V1.GeoPosition;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Reads the request message of a query from the address: path and parameters, by the JSON names of the message's fields.</summary>
internal static class RequestReader
{
    /// <summary>A box of degrees: west, south, east, north (RFC 7946, section 5); across the antimeridian where west is greater than east.</summary>
    public const string Box = "bbox";

    /// <summary>A polygon of 1,000 corners and a first one again.</summary>
    private const int MostNumbers = 2_002;

    private static readonly (System.Type Message, string Expected)[] Shapes =
    [
        (typeof(AreaFilter), "west,south,east,north in degrees"),
        (typeof(PositionSequence), "longitude,latitude of each corner, in degrees, one after the other"),
        (typeof(CircleFilter), "longitude,latitude,radius in degrees and metres"),
    ];

    /// <param name="http">The request.</param>
    /// <param name="alsoTaken">Parameters that the caller reads by itself.</param>
    /// <exception cref="GrpcStatusException">A parameter is unknown, or is no value of its field. What is misspelt must not be passed over: it may be a filter.</exception>
    public static T Read<T>(HttpContext http, params ReadOnlySpan<string> alsoTaken)
        where T : IMessage<T>, new()
    {
        var message = new T();
        foreach (var (name, values) in http.Request.Query)
        {
            if (!alsoTaken.Contains(name))
            {
                Refused.Unless(!http.Request.RouteValues.ContainsKey(name), name, $"{name} is in the address already");
                Set(message, name, values);
            }
        }

        foreach (var (name, value) in http.Request.RouteValues)
        {
            Set(message, name, new Microsoft.Extensions.Primitives.StringValues(value as string));
        }

        return message;
    }

    /// <summary>Reads the parameter of what takes a box and nothing else; null where none is given.</summary>
    /// <exception cref="GrpcStatusException">There is another parameter, or it is no box.</exception>
    public static AreaFilter? ReadBox(HttpContext http)
    {
        if (http.Request.Query.Keys.FirstOrDefault(name => name != Box) is { } stranger)
        {
            throw Refused.Field(Printable(stranger), $"there is no parameter '{Printable(stranger)}' here; the parameters are {Box}", "UNKNOWN_PARAMETER");
        }

        return http.Request.Query.TryGetValue(Box, out var values) ? (AreaFilter)Shape(typeof(AreaFilter), Box, Box, Single(Box, values)) : null;
    }

    /// <summary>Whether a field is given as a parameter of its own.</summary>
    public static bool IsParameter(FieldDescriptor field) => field.FieldType != FieldType.Message || field.MessageType.ClrType == typeof(Timestamp);

    /// <summary>The parameter as which a field that is a shape is given: a list of numbers; null where it is none.</summary>
    public static string? ShapeName(FieldDescriptor field) => field.FieldType != FieldType.Message || Shapes.All(shape => shape.Message != field.MessageType.ClrType) ? null
        : field.MessageType.ClrType == typeof(AreaFilter) ? Box : field.JsonName;

    private static void Set(IMessage message, string name, Microsoft.Extensions.Primitives.StringValues values)
    {
        var fields = message.Descriptor.Fields.InFieldNumberOrder();
        if (fields.FirstOrDefault(field => ShapeName(field) == name) is { } shape)
        {
            shape.Accessor.SetValue(message, Shape(shape.MessageType.ClrType, shape.Name, name, Single(name, values)));
            return;
        }

        if (fields.FirstOrDefault(field => field.JsonName == name && IsParameter(field)) is not { } known)
        {
            var names = fields.Where(IsParameter).Select(field => field.JsonName).Concat(fields.Select(ShapeName).OfType<string>());
            throw Refused.Field(Printable(name), $"there is no parameter '{Printable(name)}' here; the parameters are {string.Join(", ", names)}", "UNKNOWN_PARAMETER");
        }

        if (known.IsRepeated)
        {
            foreach (var value in values)
            {
                ((IList)known.Accessor.GetValue(message)).Add(Value(known, value ?? ""));
            }
        }
        else
        {
            known.Accessor.SetValue(message, Value(known, Single(name, values)));
        }
    }

    private static string Single(string name, Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 1 ? values[0] ?? "" : throw Refused.Field(name, $"{name} is given {values.Count} times");

    private static object Value(FieldDescriptor field, string text)
    {
        object? value = field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.UInt32 => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
            FieldType.Bool => text switch { "true" => true, "false" => false, _ => null },
            FieldType.Enum => field.EnumType.FindValueByName(text) is { } word ? Enum.ToObject(field.EnumType.ClrType, word.Number) : null,
            FieldType.Message => FilterReader.IsTime(text) && Instant.TryParse(text, out var time) ? WireTime.ToProto(time) : null,
            _ => throw new InvalidOperationException($"{field.FullName} cannot be a parameter"),
        };
        return value ?? throw Refused.Field(field.Name, $"{field.JsonName} is '{Printable(text)}'; it must be {Expected(field)}");
    }

    private static string Expected(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Enum => $"one of {string.Join(", ", field.EnumType.Values.Select(word => word.Name))}",
        FieldType.Bool => "true or false",
        FieldType.Message => "a time such as 2024-11-17T00:00:00Z",
        FieldType.UInt32 => "a number of 0 or more",
        FieldType.Double => "a number such as 1852 or 0.5",
        _ => "a whole number",
    };

    private static IMessage Shape(System.Type type, string field, string name, string text)
    {
        var parts = text.Split(',', MostNumbers + 1);
        var numbers = new List<double>(parts.Length);
        foreach (var part in parts)
        {
            if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        var isWhole = numbers.Count == parts.Length && (type == typeof(AreaFilter) ? numbers.Count == 4 : type == typeof(CircleFilter) ? numbers.Count == 3 : numbers.Count % 2 == 0);
        Refused.Unless(isWhole, field, $"{name} is '{Printable(text)}'; it must be {Shapes.First(shape => shape.Message == type).Expected}");
        if (type == typeof(AreaFilter))
        {
            return new AreaFilter { West = numbers[0], South = numbers[1], East = numbers[2], North = numbers[3] };
        }

        if (type == typeof(CircleFilter))
        {
            return new CircleFilter { Centre = new GeoPosition { Longitude = numbers[0], Latitude = numbers[1] }, RadiusMetres = numbers[2] };
        }

        var polygon = new PositionSequence();
        for (var place = 0; place < numbers.Count; place += 2)
        {
            polygon.Positions.Add(new GeoPosition { Longitude = numbers[place], Latitude = numbers[place + 1] });
        }

        return polygon;
    }

    /// <summary>What a caller wrote, short enough to be repeated to him.</summary>
    private static string Printable(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
