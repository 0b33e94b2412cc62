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

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Reads the request message of a query from the address: path and parameters, by the JSON names of the message's fields.</summary>
internal static class RequestReader
{
    /// <summary>A box of degrees: west, south, east, north (RFC 7946, section 5); across the antimeridian where west is greater than east.</summary>
    public const string Box = "bbox";

    private const string BoxField = "area";

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

    /// <summary>Whether a field is given as a parameter of its own.</summary>
    public static bool IsParameter(FieldDescriptor field) => field.FieldType != FieldType.Message || field.MessageType.ClrType == typeof(Timestamp);

    /// <summary>Whether a field is given as <see cref="Box"/>.</summary>
    public static bool IsBox(FieldDescriptor field) => field.FieldType == FieldType.Message && field.MessageType.ClrType == typeof(AreaFilter);

    private static void Set(IMessage message, string name, Microsoft.Extensions.Primitives.StringValues values)
    {
        var fields = message.Descriptor.Fields.InFieldNumberOrder();
        if (name == Box && fields.FirstOrDefault(IsBox) is { } area)
        {
            area.Accessor.SetValue(message, Area(Single(name, values)));
            return;
        }

        if (fields.FirstOrDefault(field => field.JsonName == name && IsParameter(field)) is not { } known)
        {
            var names = fields.Where(IsParameter).Select(field => field.JsonName).Concat(fields.Where(IsBox).Select(_ => Box));
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
            FieldType.Enum => field.EnumType.FindValueByName(text) is { } word ? Enum.ToObject(field.EnumType.ClrType, word.Number) : null,
            FieldType.Message => FilterReader.IsTime(text) && Instant.TryParse(text, out var time) ? WireTime.ToProto(time) : null,
            _ => throw new InvalidOperationException($"{field.FullName} cannot be a parameter"),
        };
        return value ?? throw Refused.Field(field.Name, $"{field.JsonName} is '{Printable(text)}'; it must be {Expected(field)}");
    }

    private static string Expected(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Enum => $"one of {string.Join(", ", field.EnumType.Values.Select(word => word.Name))}",
        FieldType.Message => "a time such as 2024-11-17T00:00:00Z",
        FieldType.UInt32 => "a number of 0 or more",
        _ => "a whole number",
    };

    private static AreaFilter Area(string text)
    {
        var numbers = text.Split(',');
        Span<double> degrees = stackalloc double[4];
        for (var number = 0; number < degrees.Length; number++)
        {
            Refused.Unless(
                numbers.Length == degrees.Length && double.TryParse(numbers[number], NumberStyles.Float, CultureInfo.InvariantCulture, out degrees[number]),
                BoxField,
                $"{Box} is '{Printable(text)}'; it must be west,south,east,north in degrees");
        }

        return new AreaFilter { West = degrees[0], South = degrees[1], East = degrees[2], North = degrees[3] };
    }

    /// <summary>What a caller wrote, short enough to be repeated to him.</summary>
    private static string Printable(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
