using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Google.Protobuf;
using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Queries;

/// <summary>Where an answer goes on, bound to what was asked for: a token of another question is told apart.</summary>
/// <remarks>
/// It is no secret and no proof: whoever makes one up gets a place of the same question, which he may see anyhow. So what it says is
/// checked like any other input.
/// </remarks>
internal static class PageToken
{
    private const string Field = "page_token";
    private const int DigestBytes = 16;

    /// <param name="request">What was asked for; its own page token does not count.</param>
    /// <param name="place">Where the answer ended.</param>
    public static string Make(IMessage request, params ReadOnlySpan<long> place)
    {
        var token = new byte[(place.Length * sizeof(long)) + DigestBytes];
        for (var number = 0; number < place.Length; number++)
        {
            BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(number * sizeof(long)), place[number]);
        }

        Digest(request, token.AsSpan(0, place.Length * sizeof(long))).CopyTo(token.AsSpan(place.Length * sizeof(long)));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads the place of the request's page token.</summary>
    /// <returns>False where the request has none.</returns>
    /// <exception cref="GrpcStatusException">It is none, or of another question.</exception>
    public static bool TryRead(IMessage request, Span<long> place)
    {
        var text = (string)request.Descriptor.FindFieldByName(Field).Accessor.GetValue(request);
        if (text.Length == 0)
        {
            return false;
        }

        var token = new byte[(place.Length * sizeof(long)) + DigestBytes];
        var isToken = text.Length == Base64Url.GetEncodedLength(token.Length) && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, token, out var read) && read == token.Length;
        var bytes = token.AsSpan(0, place.Length * sizeof(long));
        if (!isToken || !token.AsSpan(bytes.Length).SequenceEqual(Digest(request, bytes)))
        {
            throw Refused.Field(Field, "page_token is none of this list: every other field must be as it was when the token was given", "PAGE_TOKEN_INVALID");
        }

        for (var number = 0; number < place.Length; number++)
        {
            place[number] = BinaryPrimitives.ReadInt64BigEndian(bytes[(number * sizeof(long))..]);
        }

        return true;
    }

    private static ReadOnlySpan<byte> Digest(IMessage request, ReadOnlySpan<byte> place)
    {
        var question = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        question.Descriptor.FindFieldByName(Field).Accessor.Clear(question);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{request.Descriptor.FullName}/2\n"));
        hash.AppendData(place);
        hash.AppendData(question.ToByteArray());
        return hash.GetHashAndReset().AsSpan(0, DigestBytes);
    }
}
