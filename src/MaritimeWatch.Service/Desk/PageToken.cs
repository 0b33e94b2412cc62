using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MaritimeWatch.Service.Desk;

/// <summary>Where a list goes on, bound to what was asked for: a token of another question is told apart.</summary>
internal static class PageToken
{
    private const int PlaceBytes = sizeof(long);
    private const int DigestBytes = 16;

    /// <param name="before">The first sequence of the last alert of the page before.</param>
    /// <param name="filter">The request's filter.</param>
    /// <param name="pageSize">The request's page size.</param>
    public static string Make(long before, string filter, int pageSize)
    {
        Span<byte> token = stackalloc byte[PlaceBytes + DigestBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, before);
        Digest(before, filter, pageSize).CopyTo(token[PlaceBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The place a token stands for; false where it is none, or of another question.</summary>
    public static bool TryRead(string text, string filter, int pageSize, out long before)
    {
        before = 0;
        Span<byte> token = stackalloc byte[PlaceBytes + DigestBytes];
        if (text.Length != Base64Url.GetEncodedLength(token.Length) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, token, out var read) || read != token.Length)
        {
            return false;
        }

        before = BinaryPrimitives.ReadInt64BigEndian(token);
        return token[PlaceBytes..].SequenceEqual(Digest(before, filter, pageSize));
    }

    private static ReadOnlySpan<byte> Digest(long before, string filter, int pageSize) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"ListAlerts/1\n{before}\n{pageSize}\n{filter}"))).AsSpan(0, DigestBytes);
}
