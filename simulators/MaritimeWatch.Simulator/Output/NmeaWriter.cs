using System.Buffers;
using System.Globalization;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Output;

/// <summary>The same reports as NMEA 0183 sentences, each receiver with a TAG block of its own name.</summary>
/// <remarks>Base stations and aids to navigation are heard as messages 4 and 21, as they are on a real coast.</remarks>
internal sealed class NmeaWriter(Stream output, IReadOnlyList<SimulatedVessel> vessels) : IReportWriter
{
    private const int FlushBytes = 1 << 16;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * FlushBytes);
    private readonly AisEncoder[] receivers =
    [
        .. Enumerable.Range(0, Coverage.Stations.Length).Select(station => new AisEncoder(new AisEncoderOptions("AI", true, string.Create(CultureInfo.InvariantCulture, $"SIM{station:D2}")))),
    ];

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <inheritdoc/>
    public void WriteHeader()
    {
        // A stream of sentences has none.
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<SimulatedReport> reports)
    {
        foreach (ref readonly var report in reports)
        {
            var encoder = receivers[report.Station];
            if (report.Sender < 0)
            {
                encoder.Write(FixedStation.All[-1 - report.Sender].MessageAt(report.Dynamic.Time), report.Dynamic.Time, buffer);
                Rows++;
            }
            else if (report.Content == ReportContent.Static)
            {
                var profile = vessels[report.Sender].Profile;
                encoder.Write(report.StaticVersion > 1 ? profile.ChangesTo!.Value.Static : profile.Static, report.Dynamic.Time, profile.StationClass, buffer);
            }
            else
            {
                encoder.Write(report.Dynamic, buffer);
                Rows++;
            }

            if (buffer.WrittenCount >= FlushBytes)
            {
                Flush();
            }
        }

        Flush();
    }

    private void Flush()
    {
        output.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
