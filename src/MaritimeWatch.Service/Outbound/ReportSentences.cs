using System.Buffers;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>A report as the sentences that a station would have put out.</summary>
internal static class ReportSentences
{
    /// <summary>Its position, then what the vessel says of herself, whichever it has.</summary>
    public static void Write(AisEncoder encoder, in AisReport report, IBufferWriter<byte> output)
    {
        if (report.Dynamic.HasPosition)
        {
            encoder.Write(report.Dynamic, output);
        }

        if (report.Static is { } said)
        {
            encoder.Write(said, report.Time, report.Dynamic.StationClass, output);
        }
    }
}
