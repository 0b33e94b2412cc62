using Google.Protobuf;

namespace MaritimeWatch.Service.Formats;

/// <summary>Writes an answer in a format.</summary>
internal static class AnswerText
{
    /// <param name="format">Which; one that the answer can be written as.</param>
    /// <param name="response">The message it came in.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isFirst">Whether no page of it was written before.</param>
    public static ReadOnlyMemory<byte> Write(AnswerFormat format, IMessage response, Answer answer, bool isFirst = true) => format switch
    {
        AnswerFormat.Json => MessageJson.Of(response),
        AnswerFormat.GeoJson => GeoJsonAnswer.Write(answer),
        AnswerFormat.Csv => CsvText.Write(answer, isFirst),
        AnswerFormat.Kml => KmlText.Write(answer),
        AnswerFormat.MfJson => MfJsonText.Write(answer),
        _ => NmeaText.Write(answer, isFirst),
    };
}
