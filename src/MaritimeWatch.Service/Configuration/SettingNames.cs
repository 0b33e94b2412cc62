using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Holds the keys of a configuration against the settings there are, before it is bound: the binder's own words name no path and no remedy.</summary>
internal static class SettingNames
{
    /// <summary>What is wrong, one sentence each; empty when every key is a setting and every value of its type.</summary>
    /// <param name="configuration">What was read.</param>
    /// <param name="settings">What there is.</param>
    public static IReadOnlyList<string> Check(IConfiguration configuration, IReadOnlyList<Setting> settings)
    {
        var byPath = settings.ToDictionary(setting => setting.Path, StringComparer.OrdinalIgnoreCase);
        var sections = settings.SelectMany(setting => Sections(setting.Section)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        foreach (var (key, value) in configuration.AsEnumerable().OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (byPath.TryGetValue(key, out var setting))
            {
                if (value is not null && !setting.IsList && !Fits(setting.Type, value))
                {
                    problems.Add($"{setting.Path} is '{value}'; {Expected(setting.Type)} is expected");
                }
            }
            else if (sections.Contains(key))
            {
                if (!string.IsNullOrEmpty(value))
                {
                    problems.Add($"{key} is '{value}'; it is a group of settings");
                }
            }
            else if (!IsWithin(key, byPath, out var list))
            {
                // A whole group that does not exist is one mistake, not as many as it has entries.
                if (!configuration.GetSection(key).GetChildren().Any())
                {
                    problems.Add($"there is no setting '{key}'{Nearest(key, settings)}");
                }
            }
            else if (!list.IsList)
            {
                problems.Add($"{list.Path} holds '{key[(list.Path.Length + 1)..]}'; {Expected(list.Type)} is expected");
            }
        }

        return problems;
    }

    private static IEnumerable<string> Sections(string section)
    {
        for (var end = section.Length; end > 0; end = section.LastIndexOf(':', end - 1))
        {
            yield return section[..end];
        }
    }

    private static bool IsWithin(string key, Dictionary<string, Setting> byPath, out Setting setting)
    {
        setting = null!;
        for (var end = key.LastIndexOf(':'); end > 0; end = key.LastIndexOf(':', end - 1))
        {
            if (byPath.TryGetValue(key[..end], out setting!))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(Type type, string value)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null || Nullable.GetUnderlyingType(type) is not null;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var time when time == typeof(TimeSpan) => "a time as hh:mm:ss",
        var number when number == typeof(double) => "a number",
        var whole when whole == typeof(int) || whole == typeof(long) || whole == typeof(uint) => "a whole number",
        var flag when flag == typeof(bool) => "true or false",
        { IsEnum: true } names => $"one of {string.Join(", ", Enum.GetNames(names))}",
        _ => "a text",
    };

    /// <summary>The setting that was probably meant: of the same name elsewhere, or the one with the fewest letters changed.</summary>
    private static string Nearest(string key, IReadOnlyList<Setting> settings)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        var nearest = settings
            .Select(setting => (setting.Path, Distance: string.Equals(setting.Name, name, StringComparison.OrdinalIgnoreCase) ? 0 : LettersChanged(setting.Path, key)))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => LettersChanged(candidate.Path, key)).ThenBy(candidate => candidate.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Path is { } path && nearest.Distance <= Math.Max(3, key.Length / 3) ? $"; the nearest is '{path}'" : "; 'maritimewatch settings' lists them";
    }

    /// <summary>Levenshtein's distance, upper and lower case the same.</summary>
    private static int LettersChanged(string one, string other)
    {
        // A key of a thousand letters is no misspelling of anything.
        if (Math.Abs(one.Length - other.Length) > 32)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
