using System.Numerics;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Json;

/// <summary>Which members a dialect has, at which place of its objects, and what they mean. Other members are passed over.</summary>
/// <remarks>A place is a small number: <see cref="Root"/>, or what a nested object was declared as.</remarks>
internal sealed class JsonShape
{
    /// <summary>The place of members of the record itself.</summary>
    public const byte Root = 1;

    private readonly Entry[] entries;
    private readonly byte wildcardPlace;
    private readonly byte wildcardInner;

    /// <param name="members">Place, name, and the field or the place of the object there.</param>
    /// <param name="wildcardPlace">A place every object of which, whatever its name, is of the place <paramref name="wildcardInner"/>; its name becomes <see cref="JsonField.BodyName"/>.</param>
    /// <param name="wildcardInner">See there.</param>
    public JsonShape(IReadOnlyList<(byte Place, string Name, JsonField Field, byte Inner)> members, byte wildcardPlace = 0, byte wildcardInner = 0)
    {
        (this.wildcardPlace, this.wildcardInner) = (wildcardPlace, wildcardInner);
        entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)members.Count * 4)];

        // Whoever sends a record on may mark it, whatever the dialect.
        foreach (var (place, name, field, inner) in members.Append(At(Root, ForwardedMark.Member, JsonField.ForwardedBy)))
        {
            var bytes = System.Text.Encoding.ASCII.GetBytes(name);
            var at = Home(place, bytes);
            while (entries[at].Name is not null)
            {
                at = (at + 1) & (entries.Length - 1);
            }

            entries[at] = new Entry(bytes, place, field, inner);
        }
    }

    /// <summary>A field.</summary>
    public static (byte Place, string Name, JsonField Field, byte Inner) At(byte place, string name, JsonField field) => (place, name, field, 0);

    /// <summary>A nested object.</summary>
    public static (byte Place, string Name, JsonField Field, byte Inner) Object(byte place, string name, byte inner) => (place, name, JsonField.None, inner);

    /// <summary>What a member means.</summary>
    public void Find(byte place, ReadOnlySpan<byte> name, out JsonField field, out byte inner)
    {
        for (var at = Home(place, name); entries[at].Name is { } known; at = (at + 1) & (entries.Length - 1))
        {
            if (entries[at].Place == place && name.SequenceEqual(known))
            {
                field = entries[at].Field;
                inner = entries[at].Inner;
                return;
            }
        }

        (field, inner) = place == wildcardPlace ? (JsonField.BodyName, wildcardInner) : (JsonField.None, (byte)0);
    }

    private int Home(byte place, ReadOnlySpan<byte> name) => (int)(ByteHash.Of(name, place) & (uint)(entries.Length - 1));

    private readonly record struct Entry(byte[]? Name, byte Place, JsonField Field, byte Inner);
}
