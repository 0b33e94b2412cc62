namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>What a part of an area notice describes (IMO SN.1/Circ.289).</summary>
internal enum SubAreaShape
{
    /// <summary>A circle, or a point where its radius is 0.</summary>
    Circle,

    /// <summary>A rectangle from its south-western corner.</summary>
    Rectangle,

    /// <summary>A sector of a circle between two bearings.</summary>
    Sector,

    /// <summary>A line of up to four legs from the circle or the last point before it.</summary>
    Polyline,

    /// <summary>An outline of up to four legs from the circle before it, closed by itself.</summary>
    Polygon,

    /// <summary>Fourteen characters that go with the area.</summary>
    Text,
}
