using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Formats;

/// <summary>A vessel's way, or a part of it.</summary>
/// <param name="Vessel">Whose.</param>
/// <param name="Points">Oldest first.</param>
internal sealed record AnswerTrack(Vessel Vessel, IReadOnlyList<TrackPoint> Points)
{
    /// <summary>The points between which a line may be drawn, gap by gap; none of them is empty.</summary>
    public IReadOnlyList<IReadOnlyList<TrackPoint>> Stretches()
    {
        var stretches = new List<List<TrackPoint>>();
        foreach (var point in Points)
        {
            if (stretches.Count == 0 || point.AfterGap)
            {
                stretches.Add([]);
            }

            stretches[^1].Add(point);
        }

        return stretches;
    }
}
