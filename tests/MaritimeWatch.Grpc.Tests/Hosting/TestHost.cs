using System.Net;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Grpc.Health;
using MaritimeWatch.Grpc.Reflection;
using MaritimeWatch.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>A real Kestrel on a free port of the loopback, with the test services.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app, GrpcServer server, GrpcHealth health, RecordingLogger log)
    {
        _app = app;
        Server = server;
        Health = health;
        Log = log;
        Address = new Uri(app.Urls.Single());
    }

    public GrpcServer Server { get; }

    public GrpcHealth Health { get; }

    public RecordingLogger Log { get; }

    public Uri Address { get; }

    public static Task<TestHost> StartAsync(GrpcServerOptions? options = null, params GrpcServiceDefinition[] definitions) =>
        StartAsync(options, _ => { }, definitions);

    /// <summary>With an endpoint that is more than plain HTTP/2.</summary>
    public static async Task<TestHost> StartAsync(GrpcServerOptions? options, Action<ListenOptions> configure, params GrpcServiceDefinition[] definitions)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(web =>
        {
            web.SetGrpcLimits();
            web.Listen(IPAddress.Loopback, 0, endpoint => configure(endpoint.ForGrpc()));
        });
        var app = builder.Build();
        var log = new RecordingLogger();
        var health = new GrpcHealth();
        var server = new GrpcServer(options ?? new GrpcServerOptions(), log).Add(health.Definition);
        foreach (var definition in definitions)
        {
            server.Add(definition);
        }

        var reflection = new GrpcReflection([health.Definition, .. definitions]);
        server.Add(reflection.Definition).Add(reflection.AlphaDefinition);

        // Lets a client see that what it sent was compressed.
        app.Use(next => http =>
        {
            http.Response.Headers["x-seen-encoding"] = http.Request.Headers["grpc-encoding"];
            return next(http);
        });
        app.UseGrpc(server);
        app.Lifetime.StopGrpcWith(server, health);
        app.Run(http => http.Response.WriteAsync("not gRPC"));
        await app.StartAsync();
        return new TestHost(app, server, health, log);
    }

    public GrpcClient Connect() => new(Address);

    /// <summary>Stops as a service does when it is told to: connections are told to go away, calls drain.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
