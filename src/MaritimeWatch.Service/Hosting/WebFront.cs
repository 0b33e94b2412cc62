using System.Net;
using MaritimeWatch.Grpc.Reflection;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Hosting;

/// <summary>What is served over the network: HTTP on one port, gRPC on another, the gate before both.</summary>
internal sealed class WebFront : IAsyncDisposable
{
    private readonly ServiceSettings settings;
    private readonly GrpcServer grpc;
    private readonly WebApplication web;

    /// <param name="settings">Addresses, ports, TLS.</param>
    /// <param name="gate">Stands before everything.</param>
    /// <param name="services">The gRPC services; reflection is added.</param>
    /// <param name="map">Maps the HTTP endpoints.</param>
    /// <param name="counters">Count every request.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="loggers">Where the servers log.</param>
    /// <param name="unavailable">Asked before each call that is neither for health nor a browser coming back to the stream of alerts; refuses it, or null.</param>
    /// <exception cref="InvalidOperationException">A method or an endpoint has no access policy: a mistake of ours, found by the first start and not by the first stranger.</exception>
    public WebFront(
        ServiceSettings settings, AccessGate gate, GrpcServiceDefinition[] services, Action<WebApplication> map, RequestCounters counters, TimeProvider clock, ILoggerFactory loggers,
        Func<Refusal?>? unavailable = null)
    {
        this.settings = settings;
        var reflection = new GrpcReflection(services);
        services = [.. services, reflection.Definition, reflection.AlphaDefinition];
        grpc = services.Aggregate(new GrpcServer(new GrpcServerOptions { Time = clock }, loggers.CreateLogger("MaritimeWatch.Grpc")), (server, service) => server.Add(service));
        web = Build(gate, new HttpDoor(counters, clock, loggers.CreateLogger("MaritimeWatch.Http")), loggers, unavailable);
        map(web);
        if (AccessPolicies.Missing(services, Endpoints).ToList() is { Count: > 0 } missing)
        {
            throw new InvalidOperationException($"no access policy for {string.Join(", ", missing)}; add it to {nameof(AccessPolicies)}");
        }
    }

    /// <summary>Every HTTP endpoint that is served.</summary>
    public IEnumerable<Endpoint> Endpoints => ((IEndpointRouteBuilder)web).DataSources.SelectMany(source => source.Endpoints);

    /// <summary>Where HTTP is served; the real port where 0 was configured.</summary>
    public Uri HttpAddress { get; private set; } = null!;

    /// <summary>Where gRPC is served; the real port where 0 was configured.</summary>
    public Uri GrpcAddress { get; private set; } = null!;

    /// <exception cref="CommandFailedException">A port is in use.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException failure)
        {
            throw new CommandFailedException(
                $"HTTP {settings.Http.Address}:{settings.Http.Port} or gRPC {settings.Grpc.Address}:{settings.Grpc.Port} cannot be opened: {failure.Message} "
                + "Stop the other program or configure other ports.");
        }

        // In the order in which they were asked for.
        var addresses = web.Urls.ToArray();
        HttpAddress = new Uri(addresses[0]);
        GrpcAddress = new Uri(addresses[1]);
    }

    /// <summary>Ends the streams with their resume points, then the servers.</summary>
    public async Task StopAsync()
    {
        await grpc.StopAsync();
        await web.StopAsync();
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private WebApplication Build(AccessGate gate, HttpDoor door, ILoggerFactory loggers, Func<Refusal?>? unavailable)
    {
        // Empty: nothing is read from the environment or from files beside the program; all settings come through ServiceSettings.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.SetGrpcLimits();
            kestrel.Listen(IPAddress.Parse(settings.Http.Address), settings.Http.Port, gate.Secure);
            kestrel.Listen(IPAddress.Parse(settings.Grpc.Address), settings.Grpc.Port, endpoint => gate.Secure(endpoint.ForGrpc()));
        });
        var application = builder.Build();

        // Routing before the gate, which must know what is asked for; the door before all, so that it hears of every error.
        door.Guard(application, grpc);
        application.UseRouting();
        gate.Guard(application, grpc);
        if (unavailable is not null)
        {
            application.Use(next => http => IsAnswered(http.Request) || unavailable() is not { } refusal ? next(http) : RefusalResponse.WriteAsync(http, refusal, grpc.Takes(http.Request)));
        }

        application.UseGrpc(grpc);
        return application;

        static bool IsAnswered(HttpRequest request) =>
            request.Path == "/healthz" || request.Path == "/readyz" || request.Path.StartsWithSegments("/grpc.health.v1.Health") || AlertStream.IsResuming(request);
    }
}
