using Google.Protobuf.Reflection;

namespace MaritimeWatch.Service.Queries;

/// <summary>What a list can be filtered by.</summary>
/// <param name="Kind">What its values are.</param>
/// <param name="IsOrdered">Whether one value can be smaller or earlier than another.</param>
/// <param name="Words">The words it takes, where <paramref name="Kind"/> is a word.</param>
/// <param name="Most">The largest number it takes, where <paramref name="Kind"/> is a number.</param>
internal sealed record FilterField(FilterKind Kind, bool IsOrdered = false, EnumDescriptor? Words = null, long Most = 0)
{
    public static FilterField Text { get; } = new(FilterKind.Text);

    public static FilterField Time { get; } = new(FilterKind.Time, IsOrdered: true);

    public static FilterField Mmsi { get; } = new(FilterKind.Number, Most: 999_999_999);
}
