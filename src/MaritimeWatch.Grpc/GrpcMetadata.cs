using System.Collections;
using System.Text;
using MaritimeWatch.Grpc.Details;

namespace MaritimeWatch.Grpc;

/// <summary>The metadata of a call: keys with text values, or with bytes where the key ends in <c>-bin</c>.</summary>
/// <remarks>Keys are lower case; a key may occur more than once. Not safe for use by several threads at once.</remarks>
public sealed class GrpcMetadata : IReadOnlyCollection<GrpcMetadataEntry>
{
    private readonly List<GrpcMetadataEntry> _entries = [];

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>Adds a text value.</summary>
    /// <param name="key">Letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; not ending in <c>-bin</c>, not beginning with <c>grpc-</c>.</param>
    /// <param name="value">Printable ASCII.</param>
    /// <exception cref="ArgumentException">The key or the value may not travel.</exception>
    public void Add(string key, string value)
    {
        var name = ValidKey(key);
        if (name.EndsWith("-bin", StringComparison.Ordinal))
        {
            throw new ArgumentException("a key that ends in -bin carries bytes", nameof(key));
        }

        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("a text value is printable ASCII; use a -bin key for anything else", nameof(value));
        }

        _entries.Add(new GrpcMetadataEntry(name, value, Encoding.ASCII.GetBytes(value)));
    }

    /// <summary>Adds a value of bytes.</summary>
    /// <param name="key">As for text, and ending in <c>-bin</c>.</param>
    /// <param name="value">Any bytes; travels as base64.</param>
    /// <exception cref="ArgumentException">The key may not travel, or does not end in <c>-bin</c>.</exception>
    public void Add(string key, ReadOnlyMemory<byte> value)
    {
        var name = ValidKey(key);
        if (!name.EndsWith("-bin", StringComparison.Ordinal))
        {
            throw new ArgumentException("bytes need a key that ends in -bin", nameof(key));
        }

        _entries.Add(new GrpcMetadataEntry(name, Convert.ToBase64String(value.Span).TrimEnd('='), value));
    }

    /// <summary>The last text value of a key, or null.</summary>
    public string? GetText(string key) => Last(key)?.Text;

    /// <summary>The last value of a <c>-bin</c> key, or null.</summary>
    public ReadOnlyMemory<byte>? GetBytes(string key) => Last(key)?.Bytes;

    /// <inheritdoc/>
    public IEnumerator<GrpcMetadataEntry> GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private GrpcMetadataEntry? Last(string key)
    {
        var at = _entries.FindLastIndex(entry => string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : _entries[at];
    }

    private static string ValidKey(string key)
    {
        var name = key.ToLowerInvariant();
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept("0123456789abcdefghijklmnopqrstuvwxyz-_."))
        {
            throw new ArgumentException($"'{key}' is not a metadata key", nameof(key));
        }

        // The protocol's own headers. The details of a status are the one of them that callers set.
        return name.StartsWith("grpc-", StringComparison.Ordinal) && name != StatusDetails.Header
            ? throw new ArgumentException($"'{key}' belongs to the protocol", nameof(key))
            : name;
    }
}
