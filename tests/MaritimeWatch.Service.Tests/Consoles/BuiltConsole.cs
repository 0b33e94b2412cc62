using System.IO.Compression;
using System.Text;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>A folder as the build of the console leaves it, with a secret beside it.</summary>
internal sealed class BuiltConsole : IDisposable
{
    public const string Html = "<!doctype html><title>watch</title><script type=module src=/assets/index-4f2a.js></script>";
    public const string Licences = "# Licences\n\n## maplibre-gl - 6.17.0 (BSD-3-Clause)\n";
    public static readonly string Script = string.Concat(Enumerable.Repeat("console.log('a ship');\n", 200));

    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("maritimewatch-console-");

    public BuiltConsole()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "assets", "deeper"));
        File.WriteAllText(Path.Combine(outside.FullName, "secret.txt"), "secret");
        Write("index.html", Html);
        Write("licences.md", Licences);
        Write("assets/index-4f2a.js", Script);
        Write("assets/index-4f2a.js.br", Packed(Script, to => new BrotliStream(to, CompressionLevel.Optimal)));
        Write("assets/index-4f2a.js.gz", Packed(Script, to => new GZipStream(to, CompressionLevel.Optimal)));
        Write("assets/worker-1.mjs", "export {};");
        Write("assets/index-9.css", "body{}");
        Write("assets/coast-7.json", "[]");
        Write("assets/stray-3.js.gz", "packed, of nothing");
        Write("assets/deeper/below.js", "not flat");
        File.CreateSymbolicLink(Path.Combine(Folder, "assets", "link.txt"), Path.Combine(outside.FullName, "secret.txt"));
    }

    public string Folder => Path.Combine(outside.FullName, "console");

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Dispose() => outside.Delete(recursive: true);

    private static byte[] Packed(string text, Func<Stream, Stream> pack)
    {
        using var bytes = new MemoryStream();
        using (var packing = pack(bytes))
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, name), bytes);
}
