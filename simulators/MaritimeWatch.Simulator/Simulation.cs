using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Output;
using MaritimeWatch.Simulator.Scenarios;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator;

/// <summary>Labelled synthetic traffic of the southern North Sea: built once, written once.</summary>
public sealed class Simulation
{
    private const int OrdinaryVessels = 72;

    // The day is shipped with the program and kept small.
    private const int OrdinaryVesselsOfTheDay = 42;
    private readonly SimulationRequest request;
    private readonly Stage stage;

    private Simulation(SimulationRequest request, Stage stage)
    {
        this.request = request;
        this.stage = stage;
    }

    /// <summary>How many vessels there are.</summary>
    public int Vessels => stage.Vessels.Count;

    /// <summary>First event time.</summary>
    public Instant Start => stage.Start;

    /// <summary>Length of the traffic.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(stage.Seconds);

    /// <summary>Sets the stage.</summary>
    /// <exception cref="ScenarioException">The scenarios cannot be played as asked.</exception>
    public static Simulation Create(SimulationRequest request)
    {
        var recipes = ScenarioCatalog.Chosen(request.Scenarios).ToList();
        var isDay = request.Scenarios.Any(name => ScenarioCatalog.Is(name, ScenarioCatalog.Day)) && !request.Scenarios.Any(name => ScenarioCatalog.Is(name, ScenarioCatalog.Suite));
        var hours = ScenarioCatalog.HoursNeeded(request.Scenarios);
        var duration = request.Duration ?? TimeSpan.FromHours(hours);
        if (recipes.Count > 0 && duration.TotalHours < hours)
        {
            throw new ScenarioException($"{string.Join(", ", request.Scenarios)} needs {hours:0.#} hours");
        }

        var stage = new Stage(request.Seed, request.Start.WholeSecond, duration, request.Chart) { IsLean = isDay };
        if (stage.Assets.IsEmpty)
        {
            throw new ScenarioException("the chart has no line in service: name an asset file with --assets");
        }

        foreach (var (recipe, at) in recipes)
        {
            recipe.Play(stage, at * 3600);
        }

        var isBusy = request.Scenarios.Any(name => ScenarioCatalog.Is(name, ScenarioCatalog.Day) || ScenarioCatalog.Is(name, ScenarioCatalog.Suite) || ScenarioCatalog.Is(name, ScenarioCatalog.Background));
        BackgroundTraffic.Add(stage, request.BackgroundVessels ?? (isDay ? OrdinaryVesselsOfTheDay : isBusy ? OrdinaryVessels : 0));
        return new Simulation(request, stage);
    }

    /// <summary>Writes the whole traffic and returns its labels.</summary>
    /// <param name="output">Where to; left open.</param>
    /// <param name="format">How.</param>
    /// <param name="progress">Told the share done (0 to 1) and the reports written, now and then.</param>
    /// <param name="cancellation">Stops between two slices of five minutes.</param>
    public LabelSet Write(Stream output, TrafficFormat format, Action<double, long>? progress = null, CancellationToken cancellation = default)
    {
        IReportWriter writer = format switch
        {
            TrafficFormat.DanishCsv => new DanishCsvWriter(output, stage.Vessels),
            TrafficFormat.Nmea => new NmeaWriter(output, stage.Vessels),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no such format"),
        };
        var generator = new TrafficGenerator(stage.Vessels, stage.Seed, stage.Start, Duration, stage.Feed);
        writer.WriteHeader();
        var done = 0;
        foreach (var slice in generator.Slices())
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(slice.Span);
            progress?.Invoke(Math.Min(1, ++done * (double)TrafficGenerator.SliceSeconds / stage.Seconds), writer.Rows);
        }

        Reports = writer.Rows;
        var header = new LabelHeader(stage.Seed, request.Scenarios, stage.Start, stage.At(stage.Seconds), Math.Round(generator.VesselHours, 3), Vessels);
        return new LabelSet(header, stage.Labels);
    }

    /// <summary>Reports written.</summary>
    public long Reports { get; private set; }
}
