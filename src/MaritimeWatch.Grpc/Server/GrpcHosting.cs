using MaritimeWatch.Grpc.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace MaritimeWatch.Grpc.Server;

/// <summary>Puts a <see cref="GrpcServer"/> into an ASP.NET Core application.</summary>
public static class GrpcHosting
{
    /// <summary>Hands gRPC requests to the server; every other request goes on down the pipeline. Put it first.</summary>
    public static IApplicationBuilder UseGrpc(this IApplicationBuilder app, GrpcServer server) =>
        app.Use(next => http => server.Takes(http.Request) ? server.HandleAsync(http) : next(http));

    /// <summary>Stops the server with its host: health says NOT_SERVING, streams end, calls drain, while Kestrel tells its connections to go away.</summary>
    /// <remarks>The host's own <c>ShutdownTimeout</c> must be longer than <see cref="GrpcServerOptions.DrainTimeout"/>; its default of 30 s is.</remarks>
    public static void StopGrpcWith(this IHostApplicationLifetime lifetime, GrpcServer server, GrpcHealth health) =>
        lifetime.ApplicationStopping.Register(() =>
        {
            health.Stop();
            _ = server.StopAsync();
        });

    /// <summary>Serves an endpoint by HTTP/2 alone, without TLS by prior knowledge; add <c>UseHttps</c> for TLS.</summary>
    public static ListenOptions ForGrpc(this ListenOptions endpoint)
    {
        endpoint.Protocols = HttpProtocols.Http2;
        return endpoint;
    }

    /// <summary>Sets the limits of the web server to what long-lived streams need.</summary>
    public static void SetGrpcLimits(this KestrelServerOptions web)
    {
        var http2 = web.Limits.Http2;

        // A dead peer is found in 30 s. Pings of clients are answered and never punished.
        http2.KeepAlivePingDelay = TimeSpan.FromSeconds(20);
        http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        http2.MaxStreamsPerConnection = 100;
        http2.InitialStreamWindowSize = 256 * 1024;
        http2.InitialConnectionWindowSize = 1024 * 1024;

        // Kestrel would reset the whole connection of a caller that is slow on one stream; GrpcServerOptions.StalledWriteTimeout cuts that stream alone.
        web.Limits.MinResponseDataRate = null;
    }
}
