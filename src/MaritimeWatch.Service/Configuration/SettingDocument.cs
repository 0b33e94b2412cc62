using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What there is to know about each threshold: from its record, from the range check, and from the docstring, which stands in the XML file beside the assembly.</summary>
/// <remarks>A docstring reads "Meaning. Range; source."; a source that is not given is that of the record. The range shown is the one that is checked.</remarks>
internal sealed partial class SettingDocument
{
    private readonly IReadOnlyDictionary<string, string> summaries;

    private SettingDocument(IReadOnlyDictionary<string, string> summaries)
    {
        this.summaries = summaries;
        Entries = [.. SettingCatalog.Of(DetectionSettings.Default).Select(Describe)];
    }

    /// <summary>Every threshold in the order of declaration.</summary>
    public IReadOnlyList<SettingEntry> Entries { get; }

    /// <summary>What a section is about, e.g. <c>L1, detectors.md C.1.</c>; the empty text where the docstrings are not there.</summary>
    public string About(Setting setting) => summaries.GetValueOrDefault($"T:{setting.Owner.FullName}", "");

    /// <summary>Of the thresholds of this build; without the docstrings where their file is not beside the executable.</summary>
    public static SettingDocument Read() => new(SummariesBeside(typeof(DetectionSettings).Module.Name));

    /// <summary>The summaries of an assembly by the names of their members; none where its docstrings are not beside the executable.</summary>
    /// <param name="module">The assembly's file.</param>
    internal static IReadOnlyDictionary<string, string> SummariesBeside(string module)
    {
        var file = Path.Combine(AppContext.BaseDirectory, Path.ChangeExtension(module, ".xml"));
        return File.Exists(file) ? Summaries(file) : new Dictionary<string, string>();
    }

    private SettingEntry Describe(Setting setting)
    {
        var summary = summaries.GetValueOrDefault($"P:{setting.Owner.FullName}.{setting.Name}", "");
        var (meaning, documented, source) = Parts(summary);
        var range = Range(setting);
        return new SettingEntry(setting, Unit(setting))
        {
            Default = Text(setting.Default),
            Range = range is null ? documented : documented.Contains('`', StringComparison.Ordinal) ? $"{range} ({char.ToLowerInvariant(documented[0])}{documented[1..]})" : range,
            CheckedRange = range,
            DocumentedRange = documented,
            Meaning = meaning,
            Source = source.Length > 0 ? source : Source(About(setting)),
        };
    }

    /// <summary>The range that is checked, from what the check says about a value that no range holds.</summary>
    private static string? Range(Setting setting)
    {
        object? outOfRange = setting.Type switch
        {
            var type when type == typeof(double) => double.NaN,
            var type when type == typeof(int) => int.MinValue,
            var type when type == typeof(TimeSpan) => TimeSpan.MinValue,
            _ => null,
        };
        if (outOfRange is null)
        {
            return null;
        }

        return With(new DetectionSettings(), setting.Path.Split(':'), outOfRange).Validate()
            .Where(problem => problem.StartsWith($"{setting.Path} is ", StringComparison.Ordinal))
            .Select(problem => Checked().Match(problem).Groups[1].Value)
            .FirstOrDefault(range => range.Length > 0);
    }

    private static T With<T>(T options, ReadOnlySpan<string> path, object value)
        where T : class
    {
        var property = options.GetType().GetProperty(path[0])!;
        property.SetValue(options, path.Length == 1 ? value : With(Activator.CreateInstance(property.PropertyType)!, path[1..], value));
        return options;
    }

    private static (string Meaning, string Range, string Source) Parts(string summary)
    {
        // The range is the last sentence; a meaning may have several.
        var end = summary.LastIndexOf(". ", StringComparison.Ordinal);
        if (end < 0)
        {
            return (summary.TrimEnd('.'), "", "");
        }

        var tail = summary[(end + 2)..].TrimEnd('.').Split(';', 2, StringSplitOptions.TrimEntries);
        return (summary[..end], tail[0], tail.Length > 1 ? tail[1] : "");
    }

    private static string Source(string about) => Chapter().Match(about).Value.TrimEnd('.', ',', ' ');

    private static string Unit(Setting setting) => setting.Type == typeof(TimeSpan) ? "hh:mm:ss"
        : setting.IsList ? "list"
        : Units().Match(setting.Name).Value switch
        {
            "KnotsPerHour" => "kn/h",
            "Knots" => "kn",
            "Metres" => "m",
            "Degrees" => "°",
            "Fraction" or "Share" => "part of 1",
            "Hours" => "h",
            "Days" => "days",
            "Lengths" => "lengths overall",
            "Intervals" => "intervals",
            _ => setting.Type == typeof(int) ? "count" : setting.Type == typeof(bool) ? "true, false" : "number",
        };

    internal static string Text(object? value) => value switch
    {
        null => "none",
        double number => number.ToString("0.####", CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static Dictionary<string, string> Summaries(string file)
    {
        try
        {
            return XDocument.Load(file).Descendants("member")
                .Where(member => member.Element("summary") is not null)
                .ToDictionary(member => (string)member.Attribute("name")!, member => Plain(member.Element("summary")!), StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static string Plain(XElement summary) => Spaces().Replace(
        string.Concat(summary.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => $"`{((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? "").Split('.')[^1]}`",
            XElement element => $"`{element.Value}`",
            _ => "",
        })),
        " ").Trim();

    [GeneratedRegex(@"it must be (.+?)(?: \(write times.*)?$")]
    private static partial Regex Checked();

    [GeneratedRegex("KnotsPerHour$|Knots$|Metres$|Degrees$|Fraction$|Share|Hours$|Days$|Lengths$|Intervals$")]
    private static partial Regex Units();

    /// <summary>The chapter that a record's docstring names, e.g. <c>detectors.md C.3, C.4</c>.</summary>
    [GeneratedRegex("detectors\\.md [A-H][^();]*")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
