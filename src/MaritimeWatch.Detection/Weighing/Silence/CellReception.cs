namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>What eight days of one cell told about hearing one class of vessels.</summary>
internal sealed class CellReception
{
    private const int Days = 8;

    private readonly Day[] days = new Day[Days];

    /// <summary>The last day anything was told, days since 1970.</summary>
    public int LastDay { get; private set; } = int.MinValue;

    public void AddHeard(int day) => Of(day).Heard++;

    public void AddBroken(int day) => Of(day).Broken++;

    public void AddSpot(int day, ulong spot) => Of(day).Spots |= spot;

    /// <summary>Passages of the last seven days.</summary>
    public (int Heard, int Broken) Passages(int today)
    {
        var (heard, broken) = (0, 0);
        foreach (ref readonly var day in days.AsSpan())
        {
            if (IsRecent(day, today))
            {
                heard += day.Heard;
                broken += day.Broken;
            }
        }

        return (heard, broken);
    }

    /// <summary>Spots where anyone was heard in the last seven days.</summary>
    public ulong Spots(int today)
    {
        var spots = 0UL;
        foreach (ref readonly var day in days.AsSpan())
        {
            if (IsRecent(day, today))
            {
                spots |= day.Spots;
            }
        }

        return spots;
    }

    private static bool IsRecent(in Day day, int today) => day.IsUsed && day.Number > today - 7 && day.Number <= today;

    private ref Day Of(int number)
    {
        ref var day = ref days[(int)((uint)number % Days)];
        if (!day.IsUsed || day.Number != number)
        {
            day = new Day { Number = number, IsUsed = true };
        }

        LastDay = Math.Max(LastDay, number);
        return ref day;
    }

    private struct Day
    {
        public int Number;
        public bool IsUsed;
        public int Heard;
        public int Broken;
        public ulong Spots;
    }
}
