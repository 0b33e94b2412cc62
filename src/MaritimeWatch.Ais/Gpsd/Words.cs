namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The words for codes from 0 on, and one for every other, ready to be written.</summary>
internal sealed class Words(string other, string[] words)
{
    private readonly byte[] other = System.Text.Encoding.UTF8.GetBytes(other);
    private readonly byte[][] words = [.. words.Select(System.Text.Encoding.UTF8.GetBytes)];

    public ReadOnlySpan<byte> this[int code] => (uint)code < (uint)words.Length ? words[code] : other;
}
