using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Answers in the service's place while its store cannot be opened: alive, not ready, and why.</summary>
/// <remarks>
/// A service that ended instead would be started again and again, and whoever asked it would hear nothing at all. Every call but those for
/// health is refused as UNAVAILABLE with a time to try again, so clients wait for the service as they do for one that restarts.
/// </remarks>
internal sealed class StandIn
{
    /// <summary>How often the store is tried again, and how long a client is asked to wait.</summary>
    public static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    private const string StoreUnavailable = "STORE_UNAVAILABLE";

    /// <summary>Serves until the store can be opened.</summary>
    /// <param name="settings">Of the service.</param>
    /// <param name="failure">Why the store could not be opened.</param>
    /// <param name="clock">For the tries.</param>
    /// <param name="loggers">Gets each change of the reason once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Commands.CommandFailedException">A port is in use.</exception>
    public static async Task ServeAsync(ServiceSettings settings, StoreException failure, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var log = loggers.CreateLogger("MaritimeWatch.Service");
        var health = new ServiceHealth();
        using var gate = AccessGate.Create(settings, clock, loggers.CreateLogger("MaritimeWatch.Access"), new AuditTrail(clock, log));
        await using var web = new WebFront(settings, gate, [health.Grpc.Definition], Map, new RequestCounters(), clock, loggers, Unavailable);
        Note(failure);
        await web.StartAsync(cancellation);
        try
        {
            using var timer = new PeriodicTimer(TryAgain, clock);
            while (await timer.WaitForNextTickAsync(cancellation) && Problem(settings.Store, clock) is { } problem)
            {
                if (problem.Fault != failure.Fault)
                {
                    Note(problem);
                }

                failure = problem;
            }
        }
        finally
        {
            await web.StopAsync();
        }

        log.LogInformation("the store '{Path}' can be opened now", failure.Path);

        void Map(WebApplication http)
        {
            new HealthApi(health).Map(http);
            http.MapGet(AlertStream.Described.Route, (RequestDelegate)(browser => AlertStream.SayUnavailableAsync(browser, StoreUnavailable, TryAgain)));
        }

        Refusal? Unavailable() => new(StatusCode.Unavailable, StoreUnavailable, health.NotReadyBecause!) { RetryAfter = TryAgain };

        void Note(StoreException problem)
        {
            health.StoreIsDamaged(problem.Message);
            log.LogError("{Reason}; nothing is received and no alert is raised until this is mended; trying again every {Seconds} s", problem.Message, TryAgain.TotalSeconds);
        }
    }

    private static StoreException? Problem(StoreSettings settings, TimeProvider clock)
    {
        try
        {
            ServiceHost.OpenStore(settings, clock).Dispose();
            return null;
        }
        catch (StoreException problem)
        {
            return problem;
        }
    }
}
