using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;

namespace MaritimeWatch.Storage.Import;

/// <summary>Puts the positions of one vessel in order where they nearly are: recordings are in order of receipt, give or take a few seconds.</summary>
internal static class PositionSort
{
    private const int MovesPerPosition = 16;

    /// <summary>Sorts by <see cref="PositionOrder"/>; of those that are the same the one that stood first stays.</summary>
    /// <returns>How many stay, from the beginning.</returns>
    public static int Sort(Span<PositionReport> positions)
    {
        var moves = (long)positions.Length * MovesPerPosition;
        for (var i = 1; i < positions.Length; i++)
        {
            if (PositionOrder.Compare(positions[i - 1], positions[i]) <= 0)
            {
                continue;
            }

            // Behind those that are the same, so that the first stays the first.
            var moved = positions[i];
            var to = i;
            while (to > 0 && PositionOrder.Compare(positions[to - 1], moved) > 0)
            {
                positions[to] = positions[to - 1];
                to--;
            }

            positions[to] = moved;
            moves -= i - to;
            if (moves < 0)
            {
                SortAnyOrder(positions);
                break;
            }
        }

        return Distinct(positions);
    }

    /// <summary>Of what lies in any order; those before the place reached keep their order among the same ones.</summary>
    private static void SortAnyOrder(Span<PositionReport> positions)
    {
        var sorted = positions.ToArray();
        var numbers = new int[sorted.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }

        Array.Sort(numbers, (one, other) => PositionOrder.Compare(sorted[one], sorted[other]) is var order and not 0 ? order : one.CompareTo(other));
        for (var i = 0; i < numbers.Length; i++)
        {
            positions[i] = sorted[numbers[i]];
        }
    }

    private static int Distinct(Span<PositionReport> positions)
    {
        if (positions.Length == 0)
        {
            return 0;
        }

        var kept = 1;
        for (var i = 1; i < positions.Length; i++)
        {
            if (PositionOrder.Compare(positions[kept - 1], positions[i]) == 0)
            {
                continue;
            }

            positions[kept] = positions[i];
            kept++;
        }

        return kept;
    }
}
