using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Tests.EvidenceBundles;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Api.Http;

/// <summary>Callers over HTTP who ask and then do not read: whatever is held for them is given back.</summary>
public sealed class StoppedReaderTests(ExportedCase exported) : IClassFixture<ExportedCase>
{
    [Fact]
    public async Task Answer_OverHttp1_HasALeastRate()
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-http-");
        var settings = RunningService.Settings(folder.FullName);
        using var gate = AccessGate.Create(settings, TimeProvider.System, NullLogger.Instance, new AuditTrail(TimeProvider.System, NullLogger.Instance));
        await using var web = new WebFront(settings, gate, [new ServiceHealth().Grpc.Definition], Map, new RequestCounters(), TimeProvider.System, NullLoggerFactory.Instance);
        await web.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = web.HttpAddress };

        Assert.Equal("240 bytes/s after 00:00:05", await http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        folder.Delete(recursive: true);

        static void Map(WebApplication web) => web.MapGet("/healthz", (RequestDelegate)(context =>
        {
            var rate = context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate;
            return context.Response.WriteAsync(rate is null ? "none" : FormattableString.Invariant($"{rate.BytesPerSecond} bytes/s after {rate.GracePeriod}"));
        }));
    }

    [Fact]
    public async Task Write_ThatNobodyTakes_IsWaitedForUpToItsLimitAndThenTheCallerIsCut()
    {
        var clock = new ManualClock(Traffic.Epoch);
        var context = new DefaultHttpContext();
        var lifetime = new Lifetime();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        var never = new TaskCompletionSource();

        var writing = TimedWrite.WithinAsync(context, never.Task, clock);
        clock.Advance(TimedWrite.Longest - TimeSpan.FromSeconds(1));
        Assert.False(writing.IsCompleted);
        Assert.False(lifetime.IsAborted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<IOException>(() => writing);
        Assert.True(lifetime.IsAborted);
    }

    [Fact]
    public async Task Export_WhoseBundlesAreNotRead_HoldsItsPlaceUntilTheyAre()
    {
        var api = new EvidenceApi(exported.Sources, journal: null, exported.Service.Settled.Access.Data, exported.Service.Host.Audit, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        var unread = new List<Task>();
        for (var number = 0; number < 8; number++)
        {
            var body = new UntakenBody();
            unread.Add(api.ExportAsync(Request(body, gone.Token)));
            await body.Started.WaitAsync(RunningService.Patience);
        }

        var oneTooMany = Request(new MemoryStream(), CancellationToken.None);
        await api.ExportAsync(oneTooMany);
        await gone.CancelAsync();
        await Task.WhenAll(unread);
        var free = Request(new MemoryStream(), CancellationToken.None);
        await api.ExportAsync(free);

        Assert.Equal((429, 200), (oneTooMany.Response.StatusCode, free.Response.StatusCode));
    }

    private DefaultHttpContext Request(Stream body, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestAborted = aborted };
        context.Request.RouteValues["alertId"] = exported.AlertId;
        context.Response.Body = body;
        Caller.Local.Attach(context, isGrpc: false);
        return context;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
