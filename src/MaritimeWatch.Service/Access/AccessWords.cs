using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaritimeWatch.Service.Access;

/// <summary>Roles, grants, scopes and labels as they are written: <c>shift_lead</c>, <c>alerts_read</c>, <c>amber_strict</c>.</summary>
internal static class AccessWords
{
    public const int LongestName = 200;

    /// <summary>How access files are written and read: names that are not known and names that come twice are refused.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        // TLP writes AMBER+STRICT.
        var plain = word.Replace('+', '_').ToLowerInvariant();
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Of(candidate) == plain)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    /// <summary>Whether a name can stand in a log, on a screen and in an audit entry as it is: visible characters, no marks that turn or hide others.</summary>
    public static bool IsName(string? name) => !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && !name.Any(EvidenceBundles.PlainText.IsUnseen);
}
