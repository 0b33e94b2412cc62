using MaritimeWatch.Domain;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Reads parameters of an address that are no fields of a message of the contract.</summary>
internal static class QueryParameters
{
    /// <summary>What is misspelt must not be passed over: it may be a filter.</summary>
    /// <exception cref="Grpc.GrpcStatusException">There is a parameter that the operation does not have.</exception>
    public static void RefuseUnknown(HttpContext http, HttpOperation operation)
    {
        if (http.Request.Query.Keys.FirstOrDefault(name => operation.Parameters.All(parameter => parameter.Name != name)) is { } stranger)
        {
            throw Refused.Field(PlainText.Clean(stranger), $"the parameters are {string.Join(", ", operation.Parameters.Select(parameter => parameter.Name))}", "UNKNOWN_PARAMETER");
        }
    }

    /// <summary>A time, or null where the parameter is not given.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static Instant? Time(HttpContext http, string name) => Time(http.Request.Query[name].ToString(), name);

    /// <summary>A time, or null for the empty text.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static Instant? Time(string given, string name)
    {
        if (given.Length == 0)
        {
            return null;
        }

        Refused.Unless(FilterReader.IsTime(given) & Instant.TryParse(given, out var time), name, $"{name} is no time such as 2024-11-17T12:00:00Z");
        return time;
    }
}
