using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Output;

/// <summary>The 26 columns of the Danish Maritime Authority's daily files; one row a position report.</summary>
/// <remarks>Static columns show what had been received of a vessel by then. Column C is starboard and D port, as in the Danish files.</remarks>
internal sealed class DanishCsvWriter : IReportWriter
{
    private const int LongestRow = 512;
    private const int BufferBytes = 1 << 17;

    private static readonly byte[] Header = Encoding.ASCII.GetBytes(
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length," +
        "Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D\n");

    private static readonly byte[] Nothing = Encoding.ASCII.GetBytes(",Unknown,,,Undefined,,,,Undefined,,,,AIS,,,,\n");
    private static readonly byte[] NoPosition = Encoding.ASCII.GetBytes("91.000000,181.000000,");
    private static readonly byte[][] Statuses = [.. Enumerable.Range(0, 16).Select(status => Encoding.ASCII.GetBytes(DanishWords.Of((NavigationalStatus)status) + ","))];

    private readonly Stream output;
    private readonly byte[][] senders;
    private readonly byte[][] statics;
    private readonly byte[]?[] changedStatics;
    private readonly byte[] buffer = new byte[BufferBytes];
    private readonly byte[] timestamp = new byte[20];
    private long timestampSecond = long.MinValue;
    private int used;

    public DanishCsvWriter(Stream output, IReadOnlyList<SimulatedVessel> vessels)
    {
        this.output = output;
        senders = [.. vessels.Select(vessel => Sender(vessel.Profile.StationClass, vessel.Profile.Mmsi))];
        statics = [.. vessels.Select(vessel => Statics(vessel.Profile.Static))];
        changedStatics = [.. vessels.Select(vessel => vessel.Profile.ChangesTo is { } change ? Statics(change.Static) : null)];
    }

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <inheritdoc/>
    public void WriteHeader() => output.Write(Header);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<SimulatedReport> reports)
    {
        foreach (ref readonly var report in reports)
        {
            if (report.Content == ReportContent.Position)
            {
                Append(report);
            }
        }

        output.Write(buffer, 0, used);
        used = 0;
    }

    private void Append(in SimulatedReport report)
    {
        if (used > BufferBytes - LongestRow)
        {
            output.Write(buffer, 0, used);
            used = 0;
        }

        var dynamic = report.Dynamic;
        if (dynamic.Time.UnixSeconds != timestampSecond)
        {
            timestampSecond = dynamic.Time.UnixSeconds;
            Encoding.ASCII.GetBytes(dynamic.Time.ToDateTime().ToString("dd'/'MM'/'yyyy HH:mm:ss','", CultureInfo.InvariantCulture), timestamp);
        }

        Put(timestamp);
        Put(report.Sender >= 0 ? senders[report.Sender] : Sender(dynamic.StationClass, dynamic.Mmsi));
        if (dynamic.HasPosition)
        {
            PutDegrees(dynamic.RawLatitude);
            PutDegrees(dynamic.RawLongitude);
        }
        else
        {
            Put(NoPosition);
        }

        Put(Statuses[(int)dynamic.Status]);
        PutTenths(dynamic.RawRateOfTurn, dynamic.RawRateOfTurn != PositionReport.NoRateOfTurn);
        PutTenths(dynamic.RawSpeed, dynamic.RawSpeed >= 0);
        PutTenths(dynamic.RawCourse, dynamic.RawCourse >= 0);
        if (dynamic.RawHeading >= 0)
        {
            PutNumber(dynamic.RawHeading);
        }

        Put(report.Sender >= 0 ? StaticsOf(report) : StationStatics(-1 - report.Sender));
        Rows++;
    }

    private byte[] StaticsOf(in SimulatedReport report) => report.StaticVersion switch
    {
        0 => Nothing,
        1 => statics[report.Sender],
        _ => changedStatics[report.Sender]!,
    };

    private void Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
    }

    private void PutNumber(long number)
    {
        Utf8Formatter.TryFormat(number, buffer.AsSpan(used), out var written);
        used += written;
    }

    private void PutTenths(short tenths, bool isKnown)
    {
        if (isKnown)
        {
            int size = Math.Abs(tenths);
            if (tenths < 0)
            {
                buffer[used++] = (byte)'-';
            }

            PutNumber(size / 10);
            buffer[used++] = (byte)'.';
            buffer[used++] = (byte)('0' + (size % 10));
        }

        buffer[used++] = (byte)',';
    }

    // 1/600,000 degree to six decimals; reading rounds back to exactly the same raw value.
    private void PutDegrees(int raw)
    {
        if (raw < 0)
        {
            buffer[used++] = (byte)'-';
        }

        var micro = ((Math.Abs((long)raw) * 10) + 3) / 6;
        PutNumber(micro / 1_000_000);
        buffer[used++] = (byte)'.';
        Utf8Formatter.TryFormat(micro % 1_000_000, buffer.AsSpan(used), out var written, new System.Buffers.StandardFormat('D', 6));
        used += written;
        buffer[used++] = (byte)',';
    }

    private static byte[] Sender(StationClass stationClass, Mmsi mmsi) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{DanishWords.Of(stationClass)},{mmsi.Value},"));

    private static byte[] StationStatics(int station) => FixedStation.All[station].Name is { } name
        ? Encoding.ASCII.GetBytes($",Unknown,,{name},Undefined,,,,Surveyed,,,,AIS,,,,\n")
        : Encoding.ASCII.GetBytes(",Unknown,,,Undefined,,,,Surveyed,,,,AIS,,,,\n");

    private static byte[] Statics(StaticReport of)
    {
        var imo = of.ImoNumber?.ToString(CultureInfo.InvariantCulture) ?? "Unknown";
        var draught = of.DraughtMetres?.ToString("F1", CultureInfo.InvariantCulture);
        var type = of.ShipType is { } shipType ? DanishWords.Of(shipType) : "Undefined";
        var destination = of.Destination?.Contains(',') == true ? $"\"{of.Destination}\"" : of.Destination;
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $",{imo},{of.CallSign},{of.Name},{type},,{of.BreadthMetres},{of.LengthMetres},GPS,{draught},{destination},,AIS,{of.ToBow},{of.ToStern},{of.ToStarboard},{of.ToPort}\n"));
    }
}
