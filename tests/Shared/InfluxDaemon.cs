using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http;

namespace MaritimeWatch.Tests;

/// <summary>An influxd 1.x of a test's own: own ports, own folder, gone with the test. tests/clients/install.sh gets it.</summary>
internal sealed class InfluxDaemon : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influxd-");
    private readonly string dataSettings;
    private readonly string httpSettings;
    private readonly int[] ports = FreePort.Take(2);
    private Process? process;

    private InfluxDaemon(string dataSettings, string httpSettings) => (this.dataSettings, this.httpSettings) = (dataSettings, httpSettings);

    public Uri Url => new($"http://127.0.0.1:{ports[0]}");

    public bool IsRunning => process is { HasExited: false };

    private static string Program { get; } = Find("influxd");

    /// <summary>Finds one of its programs.</summary>
    public static string Find(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "MaritimeWatch.sln")))
        {
            root = root.Parent;
        }

        return new[] { $"/usr/bin/{name}", Path.Combine(root?.FullName ?? "", "tests", "clients", "bin", name) }.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{name} is not installed; tests/clients/install.sh gets it.");
    }

    /// <summary>Starts one.</summary>
    /// <param name="dataSettings">Further lines of its section [data].</param>
    /// <param name="httpSettings">Further lines of its section [http].</param>
    public static async Task<InfluxDaemon> StartAsync(string dataSettings = "", string httpSettings = "")
    {
        var daemon = new InfluxDaemon(dataSettings, httpSettings);
        try
        {
            await daemon.RestartAsync();
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again, on the same port and with what it had stored.</summary>
    public async Task RestartAsync()
    {
        var file = Path.Combine(folder.FullName, "influxdb.conf");
        await File.WriteAllTextAsync(file, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{ports[1]}"
            [meta]
              dir = "{folder.FullName}/meta"
            [data]
              dir = "{folder.FullName}/data"
              wal-dir = "{folder.FullName}/wal"
              query-log-enabled = false
            {dataSettings}
            [http]
              bind-address = "127.0.0.1:{ports[0]}"
              log-enabled = false
            {httpSettings}
            [monitor]
              store-enabled = false
            [continuous_queries]
              log-enabled = false
              run-interval = "1s"

            """);
        await BeginAsync(file, "true", async _ => await AnswersAsync());
    }

    /// <summary>
    /// Starts it again after <see cref="KillAsync"/> as docs/influx.md says: first where nobody can write, until it has cut off what the kill tore (decision 0739). A second kill otherwise loses what was acknowledged behind that, by a defect of InfluxDB 1.6.
    /// </summary>
    public async Task RestartAfterKillAsync()
    {
        await BeginAsync(Path.Combine(folder.FullName, "influxdb.conf"), "false", said => Task.FromResult(said.Contains("Listening for signals", StringComparison.Ordinal)));
        await KillAsync();
        await RestartAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (process is null)
        {
            return;
        }

        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Has a statement done, by itself and not through the client that is tested.</summary>
    /// <returns>The answer.</returns>
    public async Task<string> AskAsync(string statement, string database = "", string? user = null, string? password = null)
    {
        var login = user is null ? "" : $"&u={Uri.EscapeDataString(user)}&p={Uri.EscapeDataString(password ?? "")}";
        using var content = new FormUrlEncodedContent([new("q", statement)]);
        using var answer = await Http.PostAsync(new Uri($"{Url}query?epoch=ns&db={database}{login}"), content);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
    }

    private async Task BeginAsync(string file, string isServing, Func<string, Task<bool>> isReady)
    {
        var start = new ProcessStartInfo(Program, ["-config", file]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["INFLUXDB_HTTP_ENABLED"] = isServing;
        process = Process.Start(start)!;
        var said = new ConcurrentQueue<string?>();
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var deadline = Environment.TickCount64 + 60_000;
        while (!await isReady(string.Join('\n', said)))
        {
            Assert.False(process.HasExited, $"influxd ended at once: {string.Join('\n', said)}");
            Assert.True(Environment.TickCount64 < deadline, "influxd does not answer");
            await Task.Delay(20);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"{Url}ping"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
