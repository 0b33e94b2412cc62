using System.Buffers;
using System.Text.Json;

namespace MaritimeWatch.Influx;

/// <summary>The rows of an answer, read one at a time while they arrive: chunked or not, of one statement or several. Of one thread.</summary>
/// <remarks>Disposed early, the connection is closed, and the server ends the query.</remarks>
public sealed class InfluxRows : IDisposable
{
    private const int BufferBytes = 1 << 16;

    // Depths of the document: {results:[{statement_id, error, series:[{name, tags:{}, columns:[], values:[[]]}]}]}
    private const int OfAnswer = 1;
    private const int OfResult = 3;
    private const int OfSeries = 5;
    private const int InTagsOrColumns = 6;
    private const int OfRow = 6;
    private const int InRow = 7;

    private readonly AnswerReader answer;
    private readonly IDisposable owner;
    private readonly Func<Exception, Exception> told;
    private readonly Dictionary<string, string> tags = [];
    private readonly List<string> columns = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private InfluxValue[] values = new InfluxValue[16];
    private JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = true });
    private (int First, int End) unread;
    private int cells;
    private bool isEnd;
    private bool hasBegun;
    private string answerKey = "";
    private string resultKey = "";
    private string seriesKey = "";
    private string tagKey = "";

    internal InfluxRows(AnswerReader answer, IDisposable owner, Func<Exception, Exception> told) => (this.answer, this.owner, this.told) = (answer, owner, told);

    /// <summary>Which of the statements the row answers, from 0.</summary>
    public int Statement { get; private set; }

    /// <summary>Counts the series begun: another number, another series or another piece of the same.</summary>
    public int Series { get; private set; }

    /// <summary>The name of the row's series: its measurement, or what a SHOW statement groups by.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The tags of the row's series, those it was grouped by.</summary>
    public IReadOnlyDictionary<string, string> Tags => tags;

    /// <summary>The columns of the row's series; <c>time</c> is the first where it has one.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The value of a column, by its place; null beyond the last.</summary>
    public InfluxValue this[int column] => column < cells ? values[column] : default;

    /// <summary>The value of a column by its name; null where there is none.</summary>
    public InfluxValue this[string column] => columns.IndexOf(column) is >= 0 and var place ? this[place] : default;

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InfluxException">The answer breaks off or stops, is none, or says that the query failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Read()
    {
        try
        {
            while (true)
            {
                if (ReadRow())
                {
                    return true;
                }

                if (isEnd)
                {
                    return hasBegun ? false : throw new JsonException("the answer is empty");
                }

                Fill();
            }
        }
        catch (Exception failure) when (failure is JsonException or IOException or HttpRequestException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            throw told(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }

        answer.Dispose();
        owner.Dispose();
    }

    private bool ReadRow()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(unread.First, unread.End - unread.First), isEnd, state);
        var isRow = false;
        while (!isRow && reader.Read())
        {
            hasBegun = true;
            isRow = Take(ref reader);
        }

        state = reader.CurrentState;
        unread.First += (int)reader.BytesConsumed;
        return isRow;
    }

    private bool Take(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when depth == OfAnswer:
                answerKey = reader.GetString()!;
                break;
            case JsonTokenType.PropertyName when depth == OfResult:
                resultKey = reader.GetString()!;
                break;
            case JsonTokenType.PropertyName when depth == OfSeries:
                seriesKey = reader.ValueTextEquals("values"u8) ? "values" : reader.GetString()!;
                break;
            case JsonTokenType.PropertyName when depth == InTagsOrColumns:
                tagKey = reader.GetString()!;
                break;
            case JsonTokenType.StartObject when depth == OfSeries - 1:
                tags.Clear();
                columns.Clear();
                Name = "";
                Series++;
                break;
            case JsonTokenType.StartArray when depth == OfRow && seriesKey == "values":
                cells = 0;
                break;
            case JsonTokenType.EndArray when depth == OfRow && seriesKey == "values":
                return true;
            case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                Value(ref reader, depth);
                break;
        }

        return false;
    }

    private void Value(ref Utf8JsonReader reader, int depth)
    {
        switch (depth)
        {
            case InRow when seriesKey == "values":
                if (cells == values.Length)
                {
                    Array.Resize(ref values, cells * 2);
                }

                values[cells++] = ValueOf(ref reader);
                break;
            case OfSeries when seriesKey == "name":
                Name = reader.GetString() ?? "";
                break;
            case InTagsOrColumns when seriesKey == "tags":
                tags[tagKey] = reader.GetString() ?? "";
                break;
            case InTagsOrColumns when seriesKey == "columns":
                columns.Add(reader.GetString() ?? "");
                break;
            case OfResult when resultKey == "statement_id":
                Statement = reader.GetInt32();
                break;
            case OfResult when resultKey == "error":
            case OfAnswer when answerKey == "error":
                throw Failed(reader.GetString() ?? "");
        }
    }

    private static InfluxValue ValueOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetInt64(out var whole)
            ? new InfluxValue(InfluxValueKind.Whole, whole)
            : new InfluxValue(InfluxValueKind.Number, BitConverter.DoubleToInt64Bits(reader.GetDouble())),
        JsonTokenType.String => new InfluxValue(InfluxValueKind.Text, 0, reader.GetString()),
        JsonTokenType.True => new InfluxValue(InfluxValueKind.Truth, 1),
        JsonTokenType.False => new InfluxValue(InfluxValueKind.Truth),
        _ => default,
    };

    internal static InfluxException Failed(string said) => new(
        said.Contains("database not found", StringComparison.Ordinal) || said.Contains("retention policy not found", StringComparison.Ordinal) ? InfluxFault.NoDatabase
        : said.Contains("timeout", StringComparison.Ordinal) ? InfluxFault.NoAnswer
        : said.Contains("authoriz", StringComparison.Ordinal) ? InfluxFault.NotAllowed
        : InfluxFault.Refused,
        WriteAnswer.Line(said));

    private void Fill()
    {
        var left = unread.End - unread.First;
        if (unread.First > 0)
        {
            buffer.AsSpan(unread.First, left).CopyTo(buffer);
        }
        else if (left == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = answer.Read(buffer.AsMemory(left));
        unread = (0, left + read);
        if (read == 0)
        {
            isEnd = true;
        }
    }
}
