using System.Globalization;
using MaritimeWatch.Influx.Load;

switch (args)
{
    case ["throughput", var url, var rounds, var points]:
        return await Throughput.RunAsync(new Uri(url), int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(points, CultureInfo.InvariantCulture));
    case ["kills", var influxd, var configuration, var url, var folder, var kills, var seed]:
        return await Kills.RunAsync(influxd, configuration, new Uri(url), folder, int.Parse(kills, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
    case ["sender", var url, var folder, var first]:
        return await Sender.RunAsync(new Uri(url), folder, int.Parse(first, CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("usage: throughput URL ROUNDS POINTS | kills INFLUXD CONFIGURATION URL FOLDER KILLS SEED | sender URL FOLDER FIRST");
        return 2;
}
