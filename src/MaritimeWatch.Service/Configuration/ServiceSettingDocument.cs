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
            yield return (group.Key.Length == 0 ? "The file" : group.Key, About(group), [.. group]);
        }

        IReadOnlyList<Setting> shared = SettingCatalog.Of(new SourceSettings());
        yield return ($"{SourceReader.Section}: every source", About(shared), shared);
        foreach (var kind in SourceKinds.Names)
        {
            var options = SourceKinds.Find(kind)!;
            yield return ($"{SourceReader.Section}: `{kind}`", Of($"T:{options.GetType().FullName}"), SettingCatalog.Of(options));
        }
    }

    /// <summary>What a setting means, with unit and range; the empty text where the docstrings are not there.</summary>
    public string Meaning(Setting setting) => Of($"P:{setting.Owner.FullName}.{setting.Name}");

    private string About(IEnumerable<Setting> group) => group.First() is var first && first.Owner == typeof(ServiceSettings) ? "" : Of($"T:{first.Owner.FullName}");

    private string Of(string member) => summaries.GetValueOrDefault(member, "");
}
