using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>Requests below the level of a gRPC client, to send what no client sends and to see how the answer stands in HTTP.</summary>
internal static class RawCall
{
    public static HttpRequestMessage Request(Uri address, string path, params IMessage[] messages)
    {
        var body = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            MessageFrame.Write(body, message);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(body.WrittenMemory),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return request;
    }

    /// <summary>The status of a response of headers alone.</summary>
    public static StatusCode TrailersOnlyStatus(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.TrailingHeaders);
        return (StatusCode)int.Parse(response.Headers.GetValues("grpc-status").Single(), null);
    }
}
