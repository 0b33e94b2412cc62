using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

public sealed class ArmourTests
{
    [Fact]
    public void TryUnpack_AnyCharacters_IsWhatOneCharacterAtATimeGives()
    {
        var random = new Random(11);
        var legal = 0;
        for (var round = 0; round < 40_000; round++)
        {
            var characters = new byte[random.Next(0, 200)];
            for (var i = 0; i < characters.Length; i++)
            {
                var value = random.Next(64);
                characters[i] = (byte)(value < 40 ? value + 48 : value + 56);
            }

            if (characters.Length > 0 && random.Next(3) == 0)
            {
                characters[random.Next(characters.Length)] = (byte)random.Next(256);
            }

            legal += Compare(characters) ? 1 : 0;
        }

        Assert.InRange(legal, 20_000, 39_999);
    }

    [Fact]
    public void TryUnpack_EveryCharacterInEveryPlace_IsWhatOneCharacterAtATimeGives()
    {
        // 79: two whole blocks and a rest of each kind of loading.
        foreach (var length in new[] { 1, 15, 16, 17, 28, 31, 32, 33, 47, 48, 49, 79 })
        {
            for (var place = 0; place < length; place++)
            {
                for (var character = 0; character < 256; character++)
                {
                    var characters = new byte[length];
                    characters.AsSpan().Fill((byte)'w');
                    characters[place] = (byte)character;
                    Assert.Equal(character is (>= '0' and <= 'W') or (>= '`' and <= 'w'), Compare(characters));
                }
            }
        }
    }

    private static bool Compare(byte[] characters)
    {
        var size = Armour.WordsFor(characters.Length) + Armour.SpareWords;
        var (words, expected) = (new ulong[size], new ulong[size]);
        Array.Fill(words, ulong.MaxValue);
        var isLegal = Armour.TryUnpackByCharacter(characters, expected);

        Assert.Equal(isLegal, Armour.TryUnpack(characters, words));
        if (isLegal)
        {
            Assert.Equal(expected[..Armour.WordsFor(characters.Length)], words[..Armour.WordsFor(characters.Length)]);
        }

        return isLegal;
    }
}
