using System.Collections;
using System.Reflection;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Every setting that a record of options has, found in the record itself: there is no list to keep.</summary>
internal static class SettingCatalog
{
    /// <summary>The settings in the order of their declaration.</summary>
    /// <param name="options">The shipped options; a property whose type is a record or class of ours is a section.</param>
    public static IReadOnlyList<Setting> Of(object options) => [.. Within(options, "")];

    /// <summary>The value of a setting in options of the same type.</summary>
    public static object? Value(object options, string path)
    {
        object? value = options;
        foreach (var name in path.Split(':'))
        {
            value = value?.GetType().GetProperty(name)!.GetValue(value);
        }

        return value;
    }

    /// <summary>The settings that differ between options of one type, with both values.</summary>
    public static IReadOnlyList<(Setting Setting, object? One, object? Other)> Differences<T>(T one, T other)
        where T : class =>
        [.. Of(one).Select(setting => (Setting: setting, One: setting.Default, Other: Value(other, setting.Path))).Where(pair => !AreSame(pair.One, pair.Other))];

    /// <summary>Whether two values of a setting are the same; lists are by what is in them.</summary>
    public static bool AreSame(object? one, object? other) =>
        one is IEnumerable list and not string && other is IEnumerable others ? list.Cast<object?>().SequenceEqual(others.Cast<object?>()) : Equals(one, other);

    /// <summary>Whether a property of this type is a section rather than a setting.</summary>
    public static bool IsSection(Type type) => type.IsClass && type.Namespace?.StartsWith("MaritimeWatch.", StringComparison.Ordinal) == true;

    private static IEnumerable<Setting> Within(object section, string prefix)
    {
        foreach (var property in section.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).OrderBy(property => property.MetadataToken))
        {
            var value = property.GetValue(section);
            if (value is not null && IsSection(property.PropertyType))
            {
                foreach (var setting in Within(value, $"{prefix}{property.Name}:"))
                {
                    yield return setting;
                }
            }
            else
            {
                yield return new Setting(prefix + property.Name, property.PropertyType, value) { Owner = section.GetType() };
            }
        }
    }
}
