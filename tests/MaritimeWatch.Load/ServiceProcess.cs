using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MaritimeWatch.Load;

/// <summary>A service of its own for the run: a process beside this one, with a store in a temporary folder.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private ServiceProcess(Process process, string folder, int http, int grpc, int nmea)
    {
        (this.process, this.folder) = (process, folder);
        (HttpPort, GrpcPort, NmeaPort) = (http, grpc, nmea);
    }

    public int HttpPort { get; }

    public int GrpcPort { get; }

    public int NmeaPort { get; }

    public Uri Grpc => new($"http://127.0.0.1:{GrpcPort}");

    public Uri Http => new($"http://127.0.0.1:{HttpPort}");

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in MiB.</summary>
    public double MemoryMebibytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<ServiceProcess> StartAsync(string program, IEnumerable<string> charts, string? store, object? more, object? sources = null)
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-load-").FullName;
        int[] ports = FreePort.Take(3);
        var settings = new Dictionary<string, object?>
        {
            ["Assets"] = charts.Select(Path.GetFullPath).ToArray(),
            ["Http"] = new { Port = ports[0] },
            ["Grpc"] = new { Port = ports[1] },
            ["Ingest"] = new { TcpPort = ports[2], UdpPort = -1, EventTime = "TagBlock" },
            ["Store"] = new { Path = store ?? Path.Combine(folder, "load.db") },
        };
        if (more is not null)
        {
            settings["Detection"] = more;
        }

        if (sources is not null)
        {
            settings["Sources"] = sources;
        }

        var config = Path.Combine(folder, "load.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(settings));
        var isAssembly = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : program) { RedirectStandardError = true };
        string[] arguments = isAssembly ? [program, "serve", "--config", config] : ["serve", "--config", config];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => File.AppendAllText(Path.Combine(folder, "log"), line.Data + "\n");
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, folder, ports[0], ports[1], ports[2]);
        await service.ReadyAsync();
        return service;
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 600; tries++)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"the service ended: {await File.ReadAllTextAsync(Path.Combine(folder, "log"))}");
            }

            try
            {
                if ((await http.GetAsync(new Uri(Http, "readyz"))).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("the service was not ready within a minute");
    }
}
