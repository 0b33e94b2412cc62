namespace MaritimeWatch.Ais.Encoding;

/// <summary>Bits of one message, written in the order of the ITU table and read out as armoured characters.</summary>
internal sealed class PayloadWriter
{
    /// <summary>1,008 bits: no message written here is longer (message 14).</summary>
    private readonly byte[] sextets = new byte[168];
    private int count;

    /// <summary>How many armoured characters the bits fill.</summary>
    public int Characters => (count + 5) / 6;

    /// <summary>Bits of the last character that carry nothing.</summary>
    public int FillBits => (Characters * 6) - count;

    public void Clear()
    {
        Array.Clear(sextets);
        count = 0;
    }

    /// <summary>Appends the lowest bits of a number, signed or not.</summary>
    public PayloadWriter Put(int value, int bits)
    {
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            sextets[count / 6] |= (byte)(((value >> bit) & 1) << (5 - (count % 6)));
            count++;
        }

        return this;
    }

    /// <summary>Fills the last byte up with zeros: what the table calls spare.</summary>
    public void PutToByte() => Put(0, (8 - (count % 8)) % 8);

    /// <summary>
    /// Appends text in six-bit characters, in capitals, filled up with <c>@</c>; what has no six-bit form becomes <c>?</c>, and so does
    /// <c>@</c>, which would end the text.
    /// </summary>
    public PayloadWriter Put(string? text, int characters)
    {
        for (var i = 0; i < characters; i++)
        {
            var isFilling = text is null || i >= text.Length;
            Put(isFilling ? 0 : Code(char.ToUpperInvariant(text![i])), 6);
        }

        return this;
    }

    private static int Code(char character) => character switch
    {
        >= ' ' and <= '?' => character,
        > '@' and <= '_' => character - 64,
        _ => '?',
    };

    /// <summary>One armoured character: 0 to 39 become <c>0</c> to <c>W</c>, 40 to 63 <c>`</c> to <c>w</c>.</summary>
    public byte Armoured(int index) => (byte)(sextets[index] < 40 ? sextets[index] + 48 : sextets[index] + 56);
}
