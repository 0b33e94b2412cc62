using MaritimeWatch.Ais.Encoding;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A message to encode, and what must stand in its bits and in what <c>gpsdecode -j -u</c> prints of it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Bits">Its length.</param>
/// <param name="Numbers">The numbers of the wire: gpsd's name, first bit and width (the tables of ITU-R M.1371-5), value.</param>
/// <param name="Texts">The texts: gpsd's name, first bit and width, value. With a width of 0 only the printed form is meant.</param>
internal sealed record SentMessage(IAisMessage Message, int Bits, (string Name, int Start, int Width, long Value)[] Numbers, (string Name, int Start, int Width, string Value)[] Texts)
{
    public override string ToString() => Message.ToString()!;
}
