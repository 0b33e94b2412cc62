using System.Numerics;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Writes and reads columns as differences from what is guessed, by the way that makes them smallest in the whole block.</summary>
internal static class GuessedColumn
{
    private const int WayBits = 2;
    private const int FirstWidthBits = 7;

    public static void Write<TColumn>(BitWriter writer, TColumn column, int count)
        where TColumn : IGuessedColumn
    {
        for (var i = 0; i < count; i++)
        {
            if (!column.Has(i))
            {
                column[i] = i == 0 ? 0 : column[i - 1];
            }
        }

        WriteFirst(writer, column[0]);
        var residuals = new long[count];
        var best = new long[count];
        var (bestWay, bestLength, bestCost) = (0, 0, long.MaxValue);
        for (var way = 0; way < column.Ways; way++)
        {
            var length = Residuals(column, way, residuals);
            var cost = ResidualColumn.Cost(residuals.AsSpan(0, length));
            if (cost < bestCost)
            {
                (bestWay, bestLength, bestCost) = (way, length, cost);
                (best, residuals) = (residuals, best);
            }
        }

        if (bestLength == 0)
        {
            return;
        }

        writer.Write((ulong)bestWay, WayBits);
        ResidualColumn.Write(writer, best.AsSpan(0, bestLength));
    }

    /// <exception cref="InvalidDataException">Nothing that <see cref="Write"/> has written.</exception>
    public static void Read<TColumn>(ref BitReader reader, TColumn column, int count)
        where TColumn : IGuessedColumn
    {
        var begin = ReadFirst(ref reader);
        if (column.Circle != 0 && (begin < 0 || begin >= column.Circle))
        {
            throw new InvalidDataException("a column of the block begins outside its circle");
        }

        column[0] = begin;
        var present = 0;
        for (var i = 1; i < count; i++)
        {
            present += column.Has(i) ? 1 : 0;
        }

        var way = present == 0 ? 0 : (int)reader.Read(WayBits);
        if (way >= column.Ways)
        {
            throw new InvalidDataException("a column of the block is guessed in a way that there is not");
        }

        var residuals = new long[present];
        ResidualColumn.Read(ref reader, residuals);
        for (var (i, next) = (1, 0); i < count; i++)
        {
            column[i] = column.Has(i) ? Put(column, way, i, residuals[next++]) : column[i - 1];
        }
    }

    /// <summary>There is nothing to guess it from.</summary>
    private static void WriteFirst(BitWriter writer, long value)
    {
        var folded = ResidualColumn.Fold(value);
        var width = 64 - BitOperations.LeadingZeroCount(folded);
        writer.Write((ulong)width, FirstWidthBits);
        writer.Write(folded, width);
    }

    private static long ReadFirst(ref BitReader reader) => ResidualColumn.Unfold(reader.Read((int)Math.Min(reader.Read(FirstWidthBits), 64)));

    /// <remarks>Damage that the check did not find may overflow; then the values are wrong, and nothing else is.</remarks>
    private static long Put<TColumn>(TColumn column, int way, int index, long residual)
        where TColumn : IGuessedColumn
    {
        var value = unchecked(column.Guess(way, index) + (residual * column.Step));

        // Nearly always inside already, and dividing is the dearest thing here.
        var circle = column.Circle;
        return circle == 0 || (ulong)value < (ulong)circle ? value : (((value % circle) + circle) % circle);
    }

    private static int Residuals<TColumn>(TColumn column, int way, long[] residuals)
        where TColumn : IGuessedColumn
    {
        var length = 0;
        for (var i = 1; i < residuals.Length; i++)
        {
            if (!column.Has(i))
            {
                continue;
            }

            var difference = column[i] - column.Guess(way, i);
            if (column.Circle != 0)
            {
                difference = (((difference % column.Circle) + column.Circle) % column.Circle) is var around && around >= (column.Circle + 1) / 2 ? around - column.Circle : around;
            }

            residuals[length++] = difference / column.Step;
        }

        return length;
    }
}
