using System.Runtime.InteropServices;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Service.Decode;

/// <summary>Messages that were read in order and may be formatted at any time: their bits, one behind the other, and for a message 24 part B the name of its part A.</summary>
internal sealed class MessageBatch
{
    private const int NameLengthShift = 32;

    // For each message a word with its count of bits and of characters, the words of the name, the words of the bits.
    private ulong[] store = new ulong[1 << 12];
    private int used;

    /// <summary>Keeps a message.</summary>
    public void Add(PayloadBits bits, ReadOnlySpan<byte> partAName)
    {
        var words = bits.Words;
        var nameWords = WordsOf(partAName.Length);
        var end = used + 1 + nameWords + words.Length;
        if (end > store.Length)
        {
            Array.Resize(ref store, Math.Max(end, store.Length * 2));
        }

        store[used] = (uint)bits.Count | ((ulong)partAName.Length << NameLengthShift);
        partAName.CopyTo(MemoryMarshal.AsBytes(store.AsSpan(used + 1, nameWords)));
        words.CopyTo(store.AsSpan(used + 1 + nameWords));
        used = end;
    }

    /// <summary>Forgets the messages.</summary>
    public void Clear() => used = 0;

    /// <summary>Appends the line of each message, in order.</summary>
    public void AppendTo(GpsdJson json)
    {
        ReadOnlySpan<ulong> rest = store.AsSpan(0, used);
        while (!rest.IsEmpty)
        {
            var count = (int)(uint)rest[0];
            var nameLength = (int)(rest[0] >> NameLengthShift);
            var nameWords = WordsOf(nameLength);
            var name = MemoryMarshal.AsBytes(rest.Slice(1, nameWords))[..nameLength];
            var words = (count + 63) / 64;
            json.Append(new PayloadBits(rest.Slice(1 + nameWords, words), count), name);
            rest = rest[(1 + nameWords + words)..];
        }
    }

    private static int WordsOf(int bytes) => (bytes + 7) / 8;
}
