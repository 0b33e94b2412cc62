using System.Collections;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Formats;

/// <summary>The points of a track as rows, each made when it is asked for: there are tens of thousands, and formats of geometry ask for none.</summary>
internal sealed class TrackRows(IReadOnlyList<TrackPoint> points) : IReadOnlyList<AnswerRow>
{
    public int Count => points.Count;

    public AnswerRow this[int index] => Row(points[index]);

    public IEnumerator<AnswerRow> GetEnumerator() => points.Select(Row).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static AnswerRow Row(TrackPoint point)
    {
        var time = WireTime.ToDomain(point.Time);
        return new AnswerRow(time.ToString(), "", TrackColumns.Cells(point), point) { Position = point.Position, Since = time };
    }
}
