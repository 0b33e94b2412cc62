using System.Reflection;
using Google.Protobuf.Reflection;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>Nothing is served that nobody has decided about.</summary>
public sealed class AccessPoliciesTests
{
    [Fact]
    public void EveryMethodOfEveryDescriptor_HasAPolicyAndARowInTheTable()
    {
        var methods = Services(typeof(AlertServiceReflection).Assembly).Concat(Services(typeof(GrpcServer).Assembly))
            .SelectMany(service => service.Methods.Select(method => $"/{service.FullName}/{method.Name}")).ToList();

        Assert.Contains("/maritimewatch.v1.AlertService/WatchAlerts", methods);
        Assert.Contains("/grpc.health.v1.Health/Check", methods);
        Assert.Empty(methods.Except(AccessPolicies.Methods.Keys));
        Assert.Empty(methods.Except(AccessTable.Rows.Select(row => row.Name)));
    }

    [Fact]
    public async Task EveryEndpointThatIsServed_HasAPolicyAndARowInTheTable()
    {
        await using var service = await RunningService.StartAsync();

        var endpoints = service.Host.Endpoints.OfType<RouteEndpoint>().SelectMany(AccessPolicies.Names).ToList();

        Assert.Contains("GET /healthz", endpoints);
        Assert.Equal(endpoints.Order(), AccessPolicies.Endpoints.Keys.Order());
        Assert.Empty(endpoints.Except(AccessTable.Rows.Select(row => row.Name)));
    }

    [Fact]
    public void Table_AndPolicies_NameTheSame() =>
        Assert.Equal(AccessTable.Rows.Select(row => row.Name).Order(), AccessPolicies.Methods.Keys.Concat(AccessPolicies.Endpoints.Keys).Order());

    [Fact]
    public void Missing_AnEndpointThatNobodyDecidedAbout_IsNamedAndClosed()
    {
        var known = new GrpcServiceDefinition(AlertServiceReflection.Descriptor.Services[0]);
        var endpoint = new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/anything"), 0, null, "anything");

        Assert.Equal(["* /anything"], AccessPolicies.Missing([known], [endpoint]));
        Assert.Null(AccessPolicies.OfEndpoint(endpoint));
    }

    private static IEnumerable<ServiceDescriptor> Services(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>()
        .SelectMany(file => file.Services);
}
