namespace MaritimeWatch.Ais.Tests;

/// <summary>Messages of random bits under every type, length and application identifier; each from a sender of its own.</summary>
internal sealed class GeneratedMessages(int seed)
{
    /// <summary>
    /// The applications that gpsd reads, with the lengths in bits worth trying. Where gpsd holds a list in an array of fixed size, the lengths
    /// keep within it.
    /// </summary>
    private static readonly (int Type, int AreaCode, int Function, int From, int To)[] Applications =
    [
        (6, 1, 12, 88, 380), (6, 1, 14, 97, 370), (6, 1, 15, 88, 120), (6, 1, 16, 88, 150), (6, 1, 18, 88, 380), (6, 1, 20, 88, 380), (6, 1, 23, 88, 1_008),
        (6, 1, 25, 88, 575), (6, 1, 28, 88, 1_008), (6, 1, 30, 88, 1_008), (6, 1, 32, 97, 350), (6, 200, 21, 246, 250), (6, 200, 22, 230, 234),
        (6, 200, 55, 166, 170), (6, 235, 10, 134, 138), (6, 250, 10, 134, 138), (6, 3, 1, 88, 400),
        (8, 1, 11, 56, 370), (8, 1, 13, 56, 480), (8, 1, 15, 56, 80), (8, 1, 16, 56, 250), (8, 1, 17, 176, 536), (8, 1, 19, 56, 370), (8, 1, 22, 56, 1_008),
        (8, 1, 27, 56, 1_008), (8, 1, 29, 56, 1_008), (8, 1, 31, 56, 370), (8, 200, 10, 166, 170), (8, 200, 23, 254, 258), (8, 200, 24, 166, 170),
        (8, 200, 40, 166, 170), (8, 3, 1, 56, 400),
    ];

    private readonly Random random = new(seed);
    private uint mmsi = 200_000_000;

    /// <summary>Every type at every length from its first 38 bits to more than any may have.</summary>
    public IEnumerable<BitString> OfEveryTypeAndLength() =>
        from type in Enumerable.Range(1, 27)
        from length in Enumerable.Range(38, 1_070)
        select Fill(Head(type), length);

    /// <summary>Every application over its lengths.</summary>
    public IEnumerable<BitString> OfEveryApplication(int each) =>
        from application in Applications
        from _ in Enumerable.Range(0, each)
        select Fill(Application(application), random.Next(2) == 0 ? application.To - 2 : random.Next(application.From, application.To + 1));

    /// <summary>Halves of message 24, some of them of one sender in a row.</summary>
    public IEnumerable<BitString> HalvesOfMessage24(int pairs)
    {
        for (var pair = 0; pair < pairs; pair++)
        {
            yield return Fill(Head(24).Put(0, 2), random.Next(158, 169));
            mmsi -= random.Next(3) == 0 ? 0u : 1u;
            yield return Fill(Head(24).Put(1, 2), random.Next(166, 171));
        }
    }

    private BitString Head(int type) => BitString.Of(type, random.Next(20) == 0 ? 980_000_000 + (++mmsi % 10_000_000) : ++mmsi);

    private BitString Application((int Type, int AreaCode, int Function, int From, int To) application)
    {
        var bits = Head(application.Type);
        bits = Fill(bits, application.Type == 6 ? 72 : 40).Put(application.AreaCode, 10).Put(application.Function, 6);

        // A route has up to sixteen waypoints; gpsd would write more of them over something else.
        return (application.Type, application.Function) is (6, 28) or (8, 27) && application.AreaCode == 1 ? Fill(bits, bits.Count + 56).Put(random.Next(17), 5) : bits;
    }

    private BitString Fill(BitString bits, int length)
    {
        while (bits.Count < length)
        {
            bits.Put(random.Next(2), 1);
        }

        return bits;
    }
}
