using MaritimeWatch.Ais.Json;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Recordings;

/// <summary>What the formats are called on the command line.</summary>
internal static class FormatNames
{
    private static readonly (string Name, RecognisedFormat Format)[] All =
    [
        ("nmea", new(RecordingFormat.Nmea)),
        ("csv", new(RecordingFormat.Table)),
        ("ndjson", new(RecordingFormat.JsonLines, JsonDialect.MaritimeWatch)),
        ("gpsd", new(RecordingFormat.JsonLines, JsonDialect.Gpsd)),
        ("ais-catcher", new(RecordingFormat.JsonLines, JsonDialect.AisCatcher)),
        ("aisstream", new(RecordingFormat.JsonLines, JsonDialect.AisStream)),
        ("digitraffic", new(RecordingFormat.JsonLines, JsonDialect.Digitraffic)),
        ("aishub", new(RecordingFormat.JsonLines, JsonDialect.AisHub)),
        ("gfw", new(RecordingFormat.JsonLines, JsonDialect.GlobalFishingWatch)),
    ];

    /// <summary>Every name, with commas between.</summary>
    public static string List { get; } = string.Join(", ", All.Select(entry => entry.Name));

    /// <summary>The description of every <c>--format</c>.</summary>
    public static string Description { get; } = $"One of {List}; recognised from the content when left out.";

    /// <summary>The format of a name; of JSON, its layout is still to be seen. Null is <see cref="RecognisedFormat.Unknown"/>.</summary>
    /// <exception cref="CommandFailedException">There is no such format.</exception>
    public static RecognisedFormat Parse(string? name)
    {
        if (name is null)
        {
            return RecognisedFormat.Unknown;
        }

        // The Danish table was once the only one.
        var wanted = name == "dma" ? "csv" : name;
        var found = Array.Find(All, entry => entry.Name == wanted);
        return found.Format.IsKnown ? found.Format : throw new CommandFailedException($"--format {name}: one of {List}", ExitCode.WrongUsage);
    }
}
