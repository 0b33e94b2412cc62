using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Load;

/// <summary><c>opening</c>: how long it takes to open stores for writing, each several times in turn: what a year of positions costs a start, held beside a store with none.</summary>
internal static class OpeningCommand
{
    private static readonly Option<string[]> Stores = new("--store") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "one that is not there is made" };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 11 };

    public static Command Create()
    {
        var command = new Command("opening", "Opens stores, and says how long it took.") { Stores, Rounds };
        command.SetAction(parsed =>
        {
            var paths = parsed.GetRequiredValue(Stores);
            var took = paths.ToDictionary(path => path, _ => new Latencies());
            var firsts = new Dictionary<string, double>();
            for (var round = 0; round < parsed.GetValue(Rounds); round++)
            {
                foreach (var path in paths)
                {
                    var began = Stopwatch.GetTimestamp();
                    using var store = SqliteStore.Open(path);
                    var milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    firsts.TryAdd(path, milliseconds);
                    took[path].Add(milliseconds);
                }
            }

            foreach (var path in paths)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: first {firsts[path]:0.0} ms; {took[path]}"));
            }
        });
        return command;
    }
}
