using System.Text;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>Sources as a person writes them.</summary>
internal static class Configured
{
    /// <summary>The entries of a JSON array, all of them good.</summary>
    public static IReadOnlyList<ConfiguredSource> Sources(string array)
    {
        var problems = new List<string>();
        var sources = SourceReader.Read(Json($$"""{ "Sources": {{array}} }"""), null, problems);
        Assert.Empty(problems);
        return sources;
    }

    /// <summary>What is wrong with the entries of a JSON array.</summary>
    public static IReadOnlyList<string> Problems(string array)
    {
        var problems = new List<string>();
        SourceReader.Read(Json($$"""{ "Sources": {{array}} }"""), null, problems);
        return problems;
    }

    public static IConfiguration Json(string text) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
}
