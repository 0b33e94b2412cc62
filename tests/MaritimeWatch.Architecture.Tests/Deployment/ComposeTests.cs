using System.Text.Json;

namespace MaritimeWatch.Architecture.Tests.Deployment;

/// <summary>What docker-compose.yml brings up, and how it is kept in.</summary>
public sealed class ComposeTests
{
    private static readonly string[] OneOffs = ["volumes", "store-init"];

    private static readonly Dictionary<string, object> Compose = PlainYaml.Read(File.ReadAllText(Path.Combine(SolutionFiles.Root, "docker-compose.yml")));

    private static Dictionary<string, object> Services => Map(Compose["services"]);

    public static TheoryData<string> Names => [.. Services.Keys];

    [Fact]
    public void Services_AreThoseOfTheCard() =>
        Assert.Equal(["grafana", "influxdb", "maritimewatch", "mosquitto", "prometheus"], Services.Keys.Except(OneOffs).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void AService_IsPinnedConfinedAndWatched(string name)
    {
        var service = Map(Services[name]);
        Assert.Matches("^[a-z/-]+:[a-z0-9.]+$", (string)service["image"]);
        Assert.DoesNotContain("latest", (string)service["image"], StringComparison.Ordinal);
        Assert.Equal("true", service["read_only"]);
        Assert.Equal(["ALL"], List(service["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], List(service["security_opt"]));
        Assert.False(service.ContainsKey("privileged") || service.ContainsKey("ports"));
        if (name == "volumes")
        {
            // The one that is root: it has no network and gives the volumes away, no more.
            Assert.Equal(("none", "CHOWN", "chown"), (service["network_mode"], List(service["cap_add"]).Single(), List(service["command"])[0]));
            return;
        }

        Assert.Matches("^[1-9][0-9]*:[0-9]+$", (string)service["user"]);
        Assert.False(service.ContainsKey("cap_add"));
        Assert.Equal(OneOffs.Contains(name), !service.ContainsKey("healthcheck"));
        Assert.Equal(OneOffs.Contains(name), !service.ContainsKey("restart"));
        if (service.TryGetValue("healthcheck", out var check))
        {
            Assert.Equal("CMD", List(Map(check)["test"])[0]);
            Assert.Superset(new HashSet<string> { "interval", "timeout", "retries" }, Map(check).Keys.ToHashSet());
        }
    }

    [Fact]
    public void WhatIsMountedAndWaitedFor_Exists()
    {
        var volumes = Map(Compose["volumes"]).Keys.ToHashSet();
        var used = new HashSet<string>();
        foreach (var (name, value) in Services)
        {
            var service = Map(value);
            foreach (var mount in service.TryGetValue("volumes", out var mounts) ? List(mounts) : [])
            {
                var parts = mount.Split(':');
                if (parts[0].StartsWith("./", StringComparison.Ordinal))
                {
                    Assert.True(Path.Exists(Path.Combine(SolutionFiles.Root, parts[0][2..])), $"{name} mounts {parts[0]}, which is not there");
                    Assert.Equal("ro", parts[2]);
                }
                else
                {
                    Assert.Contains(parts[0], volumes);
                    used.Add(parts[0]);
                }
            }

            foreach (var (other, condition) in service.TryGetValue("depends_on", out var needed) ? Map(needed) : [])
            {
                var expected = OneOffs.Contains(other) ? "service_completed_successfully" : "service_healthy";
                Assert.Equal(expected, Map(condition)["condition"]);
                Assert.Contains(other, Services.Keys);
            }
        }

        Assert.Equal(volumes, used);
    }

    [Fact]
    public void WhatListens_ListensOnLoopbackAlone()
    {
        Assert.All(Services.Where(service => service.Key != "volumes"), service => Assert.Equal("host", Map(service.Value)["network_mode"]));
        Assert.Equal("127.0.0.1:8086", Map(Map(Services["influxdb"])["environment"])["INFLUXDB_HTTP_BIND_ADDRESS"]);
        Assert.Equal("127.0.0.1:8088", Map(Map(Services["influxdb"])["environment"])["INFLUXDB_BIND_ADDRESS"]);
        Assert.Equal("127.0.0.1", Map(Map(Services["grafana"])["environment"])["GF_SERVER_HTTP_ADDR"]);
        Assert.Contains("--web.listen-address=127.0.0.1:9090", List(Map(Services["prometheus"])["command"]));
        Assert.Contains("listener 1883 127.0.0.1\n", File.ReadAllText(Deployed("mosquitto.conf")), StringComparison.Ordinal);
    }

    [ComposeFact]
    public void Compose_TakesTheFile()
    {
        var (exit, said) = ComposeFactAttribute.Run([.. ComposeFactAttribute.Client!, "--file", "docker-compose.yml", "config", "--quiet"]);

        Assert.True(exit == 0, said);
    }

    [Fact]
    public void Prometheus_TakesItsConfiguration()
    {
        var ours = Path.Combine(SolutionFiles.Root, "tests", "clients", "bin", "promtool");

        var (exit, said) = ComposeFactAttribute.Run([File.Exists(ours) ? ours : "promtool", "check", "config", Deployed("prometheus.yml")]);

        Assert.True(exit == 0, exit == -1 ? "promtool is not installed; run tests/clients/install.sh" : said);
        var targets = List(Map(((List<object>)Map(((List<object>)PlainYaml.Read(File.ReadAllText(Deployed("prometheus.yml")))["scrape_configs"])[0])["static_configs"])[0])["targets"]);
        Assert.Equal(["127.0.0.1:5080"], targets);
    }

    [Fact]
    public void Grafana_FindsItsSourcesAndDashboards()
    {
        var sources = ((List<object>)PlainYaml.Read(File.ReadAllText(Deployed("grafana/provisioning/datasources/datasources.yml")))["datasources"]).Select(Map).ToDictionary(source => (string)source["uid"]);
        Assert.Equal(["influxdb", "prometheus"], sources.Keys.Order());
        Assert.All(sources, source => Assert.StartsWith("http://127.0.0.1:", (string)source.Value["url"], StringComparison.Ordinal));

        using var dashboard = JsonDocument.Parse(File.ReadAllText(Deployed("grafana/dashboards/maritimewatch.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();
        Assert.True(panels.Count >= 12);
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel =>
        {
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.NotEmpty(panel.GetProperty("description").GetString()!);
            Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
            Assert.Contains(panel.GetProperty("datasource").GetProperty("uid").GetString(), sources.Keys);
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
        });
    }

    private static string Deployed(string file) => Path.Combine(SolutionFiles.Root, "src", "deployment", file);

    private static Dictionary<string, object> Map(object node) => (Dictionary<string, object>)node;

    private static List<string> List(object node) => [.. ((List<object>)node).Cast<string>()];
}
