using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MaritimeWatch.Service.Consoles;

/// <summary>One file of the web console, in each encoding in which it was built.</summary>
internal sealed class ConsoleFile
{
    private const string Identity = "identity";

    /// <summary>What a browser that names no encoding gets is below everything that one names.</summary>
    private const double Unnamed = 0.0001;

    /// <summary>Encodings and the ends of the names of files in them, the smallest first.</summary>
    private static readonly (string Name, string Ending)[] Packed = [("br", ".br"), ("gzip", ".gz")];

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".geojson"] = "application/geo+json; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".wasm"] = "application/wasm",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
    };

    private readonly List<Form> forms = [];

    /// <summary>Takes a file and what lies beside it.</summary>
    /// <param name="path">The file as built, not packed.</param>
    /// <param name="read">Reads a file whole; null for one that is not there.</param>
    public ConsoleFile(string path, Func<string, byte[]?> read)
    {
        MediaType = MediaTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        foreach (var (name, ending) in Packed)
        {
            Add(name, read(path + ending));
        }

        Add(Identity, read(path) ?? throw new FileNotFoundException("it is not there", path));
    }

    /// <summary>What it is, by the end of its name.</summary>
    public string MediaType { get; }

    /// <summary>Whether <paramref name="path"/> names a file that is another one, packed.</summary>
    public static bool IsPacked(string path) => Packed.Any(encoding => path.EndsWith(encoding.Ending, StringComparison.Ordinal));

    /// <summary>What of it a browser likes best (RFC 9110, section 12.5.3); the file as it is where it says nothing that can be read.</summary>
    public Form Best(StringValues acceptEncoding)
    {
        var accepted = StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var list) ? list : [];
        return forms.Where(form => Quality(form.Name) > 0).DefaultIfEmpty(forms[^1]).MaxBy(form => Quality(form.Name))!;

        double Quality(string name) => Named(name) ?? (name == Identity ? Unnamed : Named("*") ?? 0);

        double? Named(string name) => accepted.Where(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Quality ?? 1).Cast<double?>().FirstOrDefault();
    }

    private void Add(string encoding, byte[]? bytes)
    {
        if (bytes is not null)
        {
            forms.Add(new Form(encoding, encoding == Identity ? null : encoding, bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
        }
    }

    /// <summary>The file in one encoding.</summary>
    /// <param name="Name">As <c>Accept-Encoding</c> names it.</param>
    /// <param name="ContentEncoding">As <c>Content-Encoding</c> says it; null for the file as it is.</param>
    /// <param name="Bytes">The body.</param>
    /// <param name="EntityTag">Strong, of these bytes.</param>
    internal sealed record Form(string Name, string? ContentEncoding, ReadOnlyMemory<byte> Bytes, string EntityTag);
}
