using System.Buffers;
using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Picture;

/// <summary>Writes what a reader of the picture is told as server-sent events, in pieces that fit into a small buffer: rows are written once for all readers.</summary>
/// <param name="send">Takes a piece.</param>
internal sealed class PictureJson(Func<ReadOnlyMemory<byte>, Task> send)
{
    /// <summary>Rows in one event of the whole picture, so that a browser never parses for long.</summary>
    public const int MostRows = 2_000;

    private const int PieceBytes = 48 << 10;

    private readonly ArrayBufferWriter<byte> piece = new(PieceBytes + (16 << 10));

    /// <summary>Writes all of it.</summary>
    /// <param name="news">What.</param>
    /// <param name="time">The service's time.</param>
    /// <param name="eventTime">That of the traffic, or null before there is any.</param>
    public async Task WriteAsync(PictureNews news, Instant time, Instant? eventTime)
    {
        if (!news.IsWhole)
        {
            await EventAsync("delta", "", news.Static, news.Rows, news.Gone);
        }
        else
        {
            var pieces = Math.Max(1, (news.Rows.Count + MostRows - 1) / MostRows);
            for (var number = 0; number < pieces; number++)
            {
                var rows = news.Rows[(number * MostRows)..Math.Min(news.Rows.Count, (number + 1) * MostRows)];
                var flags = (number == 0 ? "\"first\":true," : "") + (number == pieces - 1 ? "\"last\":true," : "");
                await EventAsync("vessels", flags, rows.Where(vessel => vessel.Said is { IsShown: true }), rows, null);
            }
        }

        if (piece.WrittenCount > 0)
        {
            await SendAsync();
        }

        async Task EventAsync(string name, string flags, IEnumerable<PictureVessel> said, List<PictureVessel> rows, List<uint>? gone)
        {
            Add($"event: {name}\ndata: {{{flags}\"time\":\"{time}\",\"eventTime\":{(eventTime is { } known ? $"\"{known}\"" : "null")},\"static\":[");
            await ListAsync(said, vessel => Add(vessel.Said!.Json));
            Add("],\"rows\":[");
            await ListAsync(rows, vessel => Add(vessel.Json));
            if (gone is not null)
            {
                Add("],\"gone\":[");
                await ListAsync(gone, Add);
            }

            Add("]}\n\n");
        }
    }

    private async Task ListAsync<T>(IEnumerable<T> list, Action<T> add)
    {
        var isFirst = true;
        foreach (var one in list)
        {
            if (!isFirst)
            {
                Add(","u8);
            }

            isFirst = false;
            add(one);
            if (piece.WrittenCount > PieceBytes)
            {
                await SendAsync();
            }
        }
    }

    private async Task SendAsync()
    {
        await send(piece.WrittenMemory);
        piece.ResetWrittenCount();
    }

    private void Add(string text) => Encoding.UTF8.GetBytes(text, piece);

    private void Add(ReadOnlySpan<byte> text) => piece.Write(text);

    private void Add(uint number)
    {
        number.TryFormat(piece.GetSpan(10), out var written, provider: CultureInfo.InvariantCulture);
        piece.Advance(written);
    }
}
