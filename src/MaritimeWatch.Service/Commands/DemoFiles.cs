namespace MaritimeWatch.Service.Commands;

/// <summary>The bundled day, beside the executable.</summary>
internal static class DemoFiles
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "data-samples");

    public static string Traffic => Existing("traffic", "north-sea-day.csv.gz");

    public static string[] Assets => [Existing("assets", "north-sea-exercise.geojson"), Existing("assets", "north-sea-context.geojson")];

    private static string Existing(string kind, string file)
    {
        var path = Path.Combine(Folder, kind, file);
        return File.Exists(path) ? path : throw new CommandFailedException($"the bundled file '{path}' is missing; build or install the program again");
    }
}
