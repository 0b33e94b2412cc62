using System.Collections.Concurrent;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Simulator;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Generated traffic over the exercise chart; a day is made once for all tests.</summary>
internal static class GeneratedDays
{
    private static readonly ConcurrentDictionary<(string Scenarios, ulong Seed), Lazy<(byte[] Table, LabelSet Labels)>> Made = [];

    private static readonly Lazy<Chart> Exercise = new(() =>
        ChartReader.Read([.. ReplayBench.ExerciseChart.Select(file => new ChartFile(Path.GetFileName(file), File.ReadAllBytes(file)))]).Chart);

    /// <summary>Scenario <c>day</c> as <c>simulate</c> makes it when nothing else is asked.</summary>
    public static (byte[] Table, LabelSet Labels) Of(ulong seed) => Of("day", seed);

    /// <summary>Any scenario as <c>simulate</c> makes it when nothing else is asked.</summary>
    public static (byte[] Table, LabelSet Labels) Of(string scenario, ulong seed) =>
        Made.GetOrAdd((scenario, seed), key => new(() => Make([key.Scenarios], key.Seed, TrafficFormat.DanishCsv))).Value;

    public static (byte[] Traffic, LabelSet Labels) Make(string[] scenarios, ulong seed, TrafficFormat format, int? background = null)
    {
        using var traffic = new MemoryStream();
        var request = new SimulationRequest { Scenarios = scenarios, Seed = seed, Chart = Exercise.Value, BackgroundVessels = background };
        var labels = Simulation.Create(request).Write(traffic, format);
        return (traffic.ToArray(), labels);
    }
}
