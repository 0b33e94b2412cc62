using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What the web console is given beside what is built into it.</summary>
internal sealed record ConsoleSettings
{
    private const int MostCharacters = 200;
    private const int MostOfAName = 60;

    /// <summary>How the desk calls itself on VHF, in the words to hail a ship with; 1 to 60 characters, none of them invisible.</summary>
    public string Station { get; init; } = "Maritime Security Centre";

    /// <summary>GeoJSON file with a finer coastline, which the map shows instead of the built-in one: polygons or lines in degrees of WGS 84, up to 64 MiB and 1,000,000 vertices (docs/console.md).</summary>
    public string? Coastline { get; init; }

    /// <summary>Whose coastline that is, as its licence asks; stands on the map; up to 200 characters, none of them invisible.</summary>
    public string? CoastlineAttribution { get; init; }

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (Station.Length is 0 or > MostOfAName || Station.Any(PlainText.IsUnseen))
        {
            yield return $"Console:Station must be 1 to {MostOfAName} characters, none of them invisible";
        }

        if (CoastlineAttribution is { } text && (text.Length > MostCharacters || text.Any(PlainText.IsUnseen)))
        {
            yield return $"Console:CoastlineAttribution must be up to {MostCharacters} characters, none of them invisible";
        }
    }
}
