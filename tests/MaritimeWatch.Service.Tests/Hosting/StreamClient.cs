using System.Text;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>A client for streams without an end: what it leaves it leaves at once, where others first wait 2 s for the rest. Its headers are UTF-8, as those of a console are.</summary>
internal static class StreamClient
{
    public static HttpClient Of(Uri address) => new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = address };
}
