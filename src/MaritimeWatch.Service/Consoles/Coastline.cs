using System.IO.Compression;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Consoles;

/// <summary>A finer coastline than the built-in one, as the operator of the service supplies it: read, checked and packed once at the start.</summary>
internal sealed class Coastline
{
    /// <summary>Unpacked.</summary>
    private const int MostBytes = 64 << 20;

    /// <summary>The least quality at which digits become as small as gzip makes them: a million vertices take two seconds, at the best quality a minute.</summary>
    private static readonly BrotliCompressionOptions Brotli = new() { Quality = 5 };

    private Coastline(ConsoleFile file, string? attribution, int vertices) => (File, Attribution, Vertices) = (file, attribution, vertices);

    /// <summary>What is sent.</summary>
    public ConsoleFile File { get; }

    /// <summary>Whose it is, for the map; null where nobody has said.</summary>
    public string? Attribution { get; }

    public int Vertices { get; }

    /// <summary>The one that the settings name, or null.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read or used; the message has its name, the feature or line, and the reason.</exception>
    public static Coastline? Load(ConsoleSettings settings)
    {
        if (settings.Coastline is not { } path)
        {
            return null;
        }

        try
        {
            var (json, vertices) = CoastlineReader.Read(path, Content(path));
            var (brotli, gzip) = (Array.Empty<byte>(), Array.Empty<byte>());
            Parallel.Invoke(
                () => brotli = Packed(json, to => new BrotliStream(to, Brotli)),
                () => gzip = Packed(json, to => new GZipStream(to, CompressionLevel.Optimal)));
            return new Coastline(
                new ConsoleFile("coastline.geojson", name => Path.GetExtension(name) switch { ".br" => brotli, ".gz" => gzip, _ => json }), settings.CoastlineAttribution, vertices);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"Console:Coastline: {failure.Message}", cause: failure);
        }
    }

    private static ReadOnlySpan<byte> Content(string path)
    {
        using var bytes = new RecordingBytes(path);
        using var all = new MemoryStream();
        var block = Array.Empty<byte>();
        for (var length = bytes.ReadWhole(ref block); length > 0; length = bytes.ReadWhole(ref block))
        {
            all.Write(block, 0, length);
            if (all.Length > MostBytes)
            {
                throw new InvalidDataException($"{path}: larger than {MostBytes >> 20} MiB: cut it to your waters, or simplify it");
            }
        }

        return bytes.Damage is { } damage ? throw new InvalidDataException($"{path}: {damage}") : all.GetBuffer().AsSpan(0, (int)all.Length);
    }

    private static byte[] Packed(byte[] json, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var packing = pack(packed))
        {
            packing.Write(json);
        }

        return packed.ToArray();
    }
}
