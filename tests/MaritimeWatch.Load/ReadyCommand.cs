using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace MaritimeWatch.Load;

/// <summary><c>ready</c>: how long a service takes from its start until it is ready on a store, the compilation of the program included.</summary>
internal static class ReadyCommand
{
    private static readonly Option<string> Store = new("--store") { Required = true };
    private static readonly Option<string> Program = new("--program") { Required = true, Description = "maritimewatch, or its .dll" };
    private static readonly Option<string[]> Charts = new("--assets") { Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var command = new Command("ready", "Starts a service on a store several times, and says how long it took until it was ready.") { Store, Program, Charts, Rounds };
        command.SetAction(async parsed =>
        {
            var took = new Latencies();
            for (var round = 0; round < parsed.GetValue(Rounds); round++)
            {
                var began = Stopwatch.GetTimestamp();
                await using var service = await ServiceProcess.StartAsync(parsed.GetRequiredValue(Program), parsed.GetRequiredValue(Charts), parsed.GetRequiredValue(Store), null);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                await service.StopAsync();
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parsed.GetRequiredValue(Store)}: ready after p50 {took.Percentile(0.5):0} ms, longest {took.Percentile(1):0} ms ({took.Count} starts)"));
        });
        return command;
    }
}
