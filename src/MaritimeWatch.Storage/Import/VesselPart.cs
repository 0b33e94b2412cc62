using System.Buffers;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Import;

/// <summary>What one vessel sent in one watch, as far as it was read.</summary>
internal sealed class VesselPart(Mmsi mmsi)
{
    private const int FirstRoom = 64;

    /// <summary>A number that a whole factory of transponders was sold with changes its name at every report: beyond so many spells, only when each name came first and last.</summary>
    private const int MostSpells = 256;

    private readonly List<SaidSpan> words = [];
    private PositionReport[] positions = [];
    private int count;

    public Mmsi Mmsi => mmsi;

    /// <summary>What she said of herself, spell after spell, in the order in which they came.</summary>
    public IReadOnlyList<SaidSpan> Words => words;

    public void Add(in AisReport report)
    {
        if (report.Static is { } said)
        {
            Say(said, report);
        }

        if (!report.Dynamic.HasPosition)
        {
            return;
        }

        if (count == positions.Length)
        {
            var larger = ArrayPool<PositionReport>.Shared.Rent(Math.Max(FirstRoom, count * 2));
            positions.AsSpan(0, count).CopyTo(larger);
            Free();
            positions = larger;
        }

        positions[count++] = report.Dynamic;
    }

    /// <summary>Her positions in order, none twice; of those that are the same the one that came first.</summary>
    public ReadOnlySpan<PositionReport> InOrder()
    {
        count = PositionSort.Sort(positions.AsSpan(0, count));
        return positions.AsSpan(0, count);
    }

    /// <summary>Gives the memory back.</summary>
    public void Free()
    {
        if (positions.Length > 0)
        {
            ArrayPool<PositionReport>.Shared.Return(positions);
            positions = [];
        }
    }

    private void Say(StaticReport said, in AisReport report)
    {
        // Nearly every report repeats the last word; of a station that says its name and its size in two messages, the last one of that kind.
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words[i].Is(said, report.Dynamic.StationClass))
            {
                words[i].Heard(report.Time);
                return;
            }

            if (words.Count < MostSpells && words[i].Said.MessageType == said.MessageType && words[i].Said.Feed == said.Feed)
            {
                break;
            }
        }

        words.Add(new SaidSpan(said, report.Dynamic.StationClass, report.Time));
    }
}
