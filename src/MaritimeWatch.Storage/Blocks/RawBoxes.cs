using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Places that lie in any of several boxes, found by latitude first: a long cable is covered by hundreds of small ones.</summary>
internal sealed class RawBoxes
{
    /// <summary>A tenth of a degree: six miles, about as high as the boxes along a cable.</summary>
    private const int BandHeight = 60_000;

    private readonly RawBox[] boxes;
    private readonly Dictionary<int, RawBox[]> bands;

    /// <summary>What of the stored coordinates lies in boxes of degrees.</summary>
    /// <param name="areas">At least one.</param>
    public RawBoxes(IReadOnlyList<GeoBox> areas)
    {
        ArgumentOutOfRangeException.ThrowIfZero(areas.Count);
        boxes = [.. areas.Select(RawBox.Of)];
        bands = boxes.SelectMany(box => Enumerable.Range(Band(box.South), Math.Max(0, Band(box.North) - Band(box.South) + 1)).Select(band => (band, box)))
            .GroupBy(entry => entry.band, entry => entry.box)
            .ToDictionary(band => band.Key, band => band.ToArray());
        Around = boxes.Length == 1 ? boxes[0] : Envelope(boxes);
    }

    /// <summary>Each of them.</summary>
    public IReadOnlyList<RawBox> Each => boxes;

    /// <summary>A box around all of them.</summary>
    public RawBox Around { get; }

    /// <summary>Whether a place lies in any of them.</summary>
    public bool Contains(int latitude, int longitude)
    {
        if (boxes.Length == 1)
        {
            return boxes[0].Contains(latitude, longitude);
        }

        if (bands.TryGetValue(Band(latitude), out var band))
        {
            foreach (var box in band)
            {
                if (box.Contains(latitude, longitude))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int Band(int latitude) => (int)Math.Floor(latitude / (double)BandHeight);

    private static RawBox Envelope(RawBox[] boxes)
    {
        // Of boxes on both sides of the antimeridian the whole belt: seldom asked, and never wrong.
        var crosses = boxes.Any(box => box.West > box.East);
        return new RawBox(
            boxes.Min(box => box.South),
            crosses ? int.MinValue : boxes.Min(box => box.West),
            boxes.Max(box => box.North),
            crosses ? int.MaxValue : boxes.Max(box => box.East));
    }
}
