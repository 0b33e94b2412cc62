using System.Globalization;
using MaritimeWatch.Influx.Load;

if (args is not ["throughput", var url, var rounds, var points])
{
    Console.Error.WriteLine("usage: throughput URL ROUNDS POINTS");
    return 2;
}

return await Throughput.RunAsync(new Uri(url), int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(points, CultureInfo.InvariantCulture));
