using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Gateway;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What there is to know about each setting of the service, thresholds aside: from the records themselves and their docstrings, which tell unit and range.</summary>
internal sealed class ServiceSettingDocument
{
    private readonly IReadOnlyDictionary<string, string> summaries;

    private ServiceSettingDocument(IReadOnlyDictionary<string, string> summaries) => this.summaries = summaries;

    /// <summary>Of this build; without the docstrings where their file is not beside the executable.</summary>
    public static ServiceSettingDocument Read() => new(SettingDocument.SummariesBeside(typeof(ServiceSettings).Module.Name));

    /// <summary>The groups in order: of the configuration file, of every source, of each kind of source.</summary>
    public IEnumerable<(string Title, string About, IReadOnlyList<Setting> Settings)> Groups()
    {
        var own = SettingCatalog.Of(new ServiceSettings()).Where(setting => setting.Owner.Assembly != typeof(DetectionSettings).Assembly && setting.Path != SourceReader.Section);
        foreach (var group in own.GroupBy(setting => setting.Path.Split(':')[0] is var first && first == setting.Path ? "" : first))
        {
            var section = typeof(ServiceSettings).GetProperty(group.Key)?.PropertyType;
            yield return (group.Key.Length == 0 ? "The file" : group.Key, section is null ? "" : Of($"T:{section.FullName}"), [.. group]);
        }

        IReadOnlyList<Setting> shared = SettingCatalog.Of(new SourceSettings());
        yield return ($"{SourceReader.Section}: every source", Of($"T:{typeof(SourceSettings).FullName}"), shared);
        foreach (var kind in SourceKinds.Names)
        {
            var options = SourceKinds.Find(kind)!;
            yield return ($"{SourceReader.Section}: `{kind}`", Of($"T:{options.GetType().FullName}"), SettingCatalog.Of(options));
        }
    }

    /// <summary>What a setting means, with unit and range; the empty text where the docstrings are not there.</summary>
    public string Meaning(Setting setting)
    {
        var summary = Of($"P:{setting.Owner.FullName}.{setting.Name}");
        var type = Nullable.GetUnderlyingType(setting.Type) ?? setting.Type;
        return summary.Length > 0 && type.IsEnum ? $"{summary} One of {string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"))}." : summary;
    }

    private string Of(string member) => summaries.GetValueOrDefault(member, "");
}
