using System.Text;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Names of fields as JSON has them.</summary>
internal static class JsonNames
{
    /// <summary>The path of a field in JSON, e.g. <c>filter.minimumSeverity</c> for <c>filter.minimum_severity</c>.</summary>
    public static string Of(string path)
    {
        var name = new StringBuilder(path.Length);
        var isNext = false;
        foreach (var letter in path)
        {
            if (letter == '_')
            {
                isNext = true;
                continue;
            }

            name.Append(isNext ? char.ToUpperInvariant(letter) : letter);
            isNext = false;
        }

        return name.ToString();
    }
}
