using System.Diagnostics;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Api;

/// <summary>The metrics, judged by Prometheus' own tool.</summary>
public sealed class MetricsTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task Metrics_AfterTrafficRequestsAndActions_HavePromtoolsConsent_AndNoNameOfAShip()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.Service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = (await desk.Service.EventsAsync(0, 1))[0];
        await desk.AcknowledgeAsync(alert.AlertId);
        await Assert.ThrowsAnyAsync<Exception>(() => desk.GetAsync("nothing"));
        using var http = new HttpClient { BaseAddress = desk.Service.Host.HttpAddress };
        foreach (var path in new[] { $"/api/v1/vessels/{Ship}", $"/{Ship}", "/api/v1/alerts?SHIP=606", $"/api/v1/alerts/{alert.AlertId}" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        }

        using var odd = await http.SendAsync(new HttpRequestMessage(new HttpMethod("SHIP606"), "/metrics"));
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Equal((0, ""), await PromtoolAsync(metrics));
        Assert.DoesNotContain("219000606", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("SHIP", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_alert_transitions_total{action=\"acknowledged\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_grpc_requests_total{service=\"maritimewatch.v1.AlertService\",method=\"GetAlert\",code=\"NOT_FOUND\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_grpc_requests_total{service=\"maritimewatch.v1.AlertService\",method=\"AcknowledgeAlert\",code=\"OK\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_http_requests_total{method=\"GET\",route=\"other\",code=\"404\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_http_requests_total{method=\"other\",route=\"other\",code=\"405\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/vessels/{mmsi}\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_store_state{state=\"none\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_store_state{state=\"full\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("request_duration_seconds_count{service=\"maritimewatch.v1.AlertService\",method=\"WatchAlerts\"}", metrics, StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<OperatorAction>().Length - 2, metrics.Split('\n').Count(line => line.StartsWith("maritimewatch_alert_transitions_total{", StringComparison.Ordinal)));
    }

    /// <summary>The judge itself: without it the test above would always be green.</summary>
    [Theory]
    [InlineData("maritimewatch_requests 1\n")]
    [InlineData("# HELP maritimewatch_requests Requests.\n# TYPE maritimewatch_requests counter\nmaritimewatch_requests 1\n")]
    [InlineData("# HELP a_milliseconds A.\n# TYPE a_milliseconds gauge\na_milliseconds 1\n")]
    public async Task Promtool_MetricsThatBreakARule_AreFound(string metrics) => Assert.NotEqual(0, (await PromtoolAsync(metrics)).Exit);

    internal static async Task<(int Exit, string Findings)> PromtoolAsync(string metrics)
    {
        var ours = Path.Combine(OfficialClient.TestsFolder, "clients", "bin", "promtool");
        var start = new ProcessStartInfo(File.Exists(ours) ? ours : "promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(metrics);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(RunningService.Patience);
            return (process.ExitCode, await said + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new Xunit.Sdk.XunitException("promtool is not installed; run tests/clients/install.sh");
        }
    }
}
