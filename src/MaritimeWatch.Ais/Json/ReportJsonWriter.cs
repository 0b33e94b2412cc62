using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Reports as our own NDJSON: one object a line, nothing lost, everything in named units.</summary>
/// <remarks>
/// What is not available is left out. Six decimals of a degree, tenths of knots and degrees are exactly what AIS carries, so that reading a
/// line back gives the same report bit for bit. <c>static</c> is what this report says itself; <c>vessel</c>, where it is given, what her
/// reports so far have said together, each fact with the time since which she says it and where it was said.
/// </remarks>
public static class ReportJsonWriter
{
    /// <summary>The longest line without text: every number at its longest.</summary>
    private const int MostBytesOfNumbers = 512;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="particulars">The vessel's particulars as <see cref="Encode"/> gave them, or nothing.</param>
    /// <param name="output">Receives one line.</param>
    public static void Write(in AisReport report, ReadOnlySpan<byte> particulars, IBufferWriter<byte> output)
    {
        var line = new LineSpan(output.GetSpan(MostBytesOfNumbers));
        var fix = report.Dynamic;
        line.Add("{\"time\":\""u8);
        line.AddTime(fix.Time);
        line.Add("\",\"mmsi\":"u8);
        line.Add(fix.Mmsi.Value);
        line.Add(",\"stationClass\":\""u8);
        line.Add(ReportWords.Of(fix.StationClass));
        line.Add("\""u8);
        if (fix.HasPosition)
        {
            line.Add(",\"latitude\":"u8);
            line.AddDegrees(fix.RawLatitude);
            line.Add(",\"longitude\":"u8);
            line.AddDegrees(fix.RawLongitude);
        }

        if (fix.RawSpeed >= 0)
        {
            line.Add(",\"speedKnots\":"u8);
            line.AddTenths(fix.RawSpeed);
        }

        if (fix.RawCourse >= 0)
        {
            line.Add(",\"courseDegrees\":"u8);
            line.AddTenths(fix.RawCourse);
        }

        if (fix.RawHeading >= 0)
        {
            line.Add(",\"headingDegrees\":"u8);
            line.Add(fix.RawHeading);
        }

        if (fix.RawRateOfTurn != PositionReport.NoRateOfTurn)
        {
            line.Add(",\"rateOfTurnDegreesPerMinute\":"u8);
            line.AddTenths(fix.RawRateOfTurn);
        }

        if (fix.Status != NavigationalStatus.Undefined)
        {
            line.Add(",\"status\":"u8);
            line.Add((int)fix.Status);
        }

        line.Add(fix.HasHighAccuracy ? ",\"highAccuracy\":true"u8 : default);
        output.Advance(line.Length);
        if (report.Static is { } said)
        {
            Write(said, output);
        }

        if (!particulars.IsEmpty)
        {
            output.Write(",\"vessel\":"u8);
            output.Write(particulars);
        }

        output.Write("}\n"u8);
    }

    /// <summary>A vessel's particulars as one object: the values, and under <c>said</c> since when and by what each was said.</summary>
    /// <returns>UTF-8, to be kept for as long as the particulars stay the same.</returns>
    public static byte[] Encode(VesselParticulars particulars)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var members = new MemberWriter(output);
        members.Text("name"u8, particulars.Name?.Value);
        members.Number("imo"u8, particulars.ImoNumber?.Value);
        members.Text("callSign"u8, particulars.CallSign?.Value);
        members.Number("shipType"u8, particulars.ShipType?.Value.Code);
        members.Text("shipCategory"u8, particulars.ShipType?.Value.Category);
        members.Number("toBowMetres"u8, particulars.Antenna?.Value.ToBow);
        members.Number("toSternMetres"u8, particulars.Antenna?.Value.ToStern);
        members.Number("toPortMetres"u8, particulars.Antenna?.Value.ToPort);
        members.Number("toStarboardMetres"u8, particulars.Antenna?.Value.ToStarboard);
        members.Number("lengthMetres"u8, particulars.LengthMetres?.Value);
        members.Number("breadthMetres"u8, particulars.BreadthMetres?.Value);
        members.Tenths("draughtMetres"u8, particulars.DraughtMetres?.Value);
        members.Text("destination"u8, particulars.Destination?.Value);
        members.Begin("said"u8);
        members.Said("name"u8, particulars.Name?.Since, particulars.Name?.Source);
        members.Said("imo"u8, particulars.ImoNumber?.Since, particulars.ImoNumber?.Source);
        members.Said("callSign"u8, particulars.CallSign?.Since, particulars.CallSign?.Source);
        members.Said("shipType"u8, particulars.ShipType?.Since, particulars.ShipType?.Source);
        members.Said("antenna"u8, particulars.Antenna?.Since, particulars.Antenna?.Source);
        members.Said("lengthMetres"u8, particulars.LengthMetres?.Since, particulars.LengthMetres?.Source);
        members.Said("breadthMetres"u8, particulars.BreadthMetres?.Since, particulars.BreadthMetres?.Source);
        members.Said("draughtMetres"u8, particulars.DraughtMetres?.Since, particulars.DraughtMetres?.Source);
        members.Said("destination"u8, particulars.Destination?.Since, particulars.Destination?.Source);
        members.End();
        members.End();
        return output.WrittenSpan.ToArray();
    }

    private static void Write(StaticReport said, IBufferWriter<byte> output)
    {
        output.Write(",\"static\":"u8);
        var members = new MemberWriter(output);
        members.Number("messageType"u8, said.MessageType);
        var feed = ReportWords.Of(said.Feed);
        if (!feed.IsEmpty)
        {
            members.Word("feed"u8, feed);
        }

        members.Number("imo"u8, said.ImoNumber);
        members.Text("callSign"u8, said.CallSign);
        members.Text("name"u8, said.Name);
        members.Number("shipType"u8, said.ShipType?.Code);
        members.Number("toBowMetres"u8, said.ToBow);
        members.Number("toSternMetres"u8, said.ToStern);
        members.Number("toPortMetres"u8, said.ToPort);
        members.Number("toStarboardMetres"u8, said.ToStarboard);
        members.Number("lengthMetres"u8, said.LengthMetres);
        members.Number("breadthMetres"u8, said.BreadthMetres);
        members.Tenths("draughtMetres"u8, said.DraughtMetres);
        members.Text("destination"u8, said.Destination);
        members.End();
    }

    /// <summary>The numbers of a line, straight into the output's memory.</summary>
    private ref struct LineSpan(Span<byte> span)
    {
        private readonly Span<byte> span = span;

        public int Length { get; private set; }

        public void Add(ReadOnlySpan<byte> ascii)
        {
            ascii.CopyTo(span[Length..]);
            Length += ascii.Length;
        }

        public void Add(long value)
        {
            Utf8Formatter.TryFormat(value, span[Length..], out var written);
            Length += written;
        }

        public void AddTenths(int tenths)
        {
            Add(tenths < 0 ? "-"u8 : default);
            var size = Math.Abs(tenths);
            Add(size / 10);
            span[Length++] = (byte)'.';
            span[Length++] = (byte)('0' + (size % 10));
        }

        /// <summary>1/600,000 degree with six decimals: times 5/3, to the nearest; a tie cannot occur.</summary>
        public void AddDegrees(int raw)
        {
            Add(raw < 0 ? "-"u8 : default);
            var millionths = ((Math.Abs((long)raw) * 5) + 1) / 3;
            Add(millionths / 1_000_000);
            span[Length++] = (byte)'.';
            Utf8Formatter.TryFormat(millionths % 1_000_000, span[Length..], out var written, new StandardFormat('D', 6));
            Length += written;
        }

        public void AddTime(Instant time)
        {
            Utf8Formatter.TryFormat(time.ToDateTime(), span[Length..], out _, new StandardFormat('O'));

            // The whole second of 2024-11-17T00:00:00.0000000Z.
            span[Length + 19] = (byte)'Z';
            Length += 20;
        }
    }

    /// <summary>An object, member by member; texts are escaped so that they are harmless in any document.</summary>
    private sealed class MemberWriter
    {
        private readonly IBufferWriter<byte> output;
        private bool hasMembers;

        public MemberWriter(IBufferWriter<byte> output)
        {
            this.output = output;
            output.Write("{"u8);
        }

        public void Begin(ReadOnlySpan<byte> name)
        {
            Name(name);
            output.Write("{"u8);
            hasMembers = false;
        }

        public void End()
        {
            output.Write("}"u8);
            hasMembers = true;
        }

        public void Number(ReadOnlySpan<byte> name, long? value)
        {
            if (value is { } number)
            {
                Name(name);
                Utf8Formatter.TryFormat(number, output.GetSpan(24), out var written);
                output.Advance(written);
            }
        }

        public void Tenths(ReadOnlySpan<byte> name, double? value)
        {
            if (value is { } number)
            {
                Name(name);
                Utf8Formatter.TryFormat(number, output.GetSpan(32), out var written, new StandardFormat('F', 1));
                output.Advance(written);
            }
        }

        public void Word(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ascii)
        {
            Name(name);
            output.Write("\""u8);
            output.Write(ascii);
            output.Write("\""u8);
        }

        public void Text(ReadOnlySpan<byte> name, string? value)
        {
            if (value is not null)
            {
                Name(name);
                output.Write("\""u8);
                output.Write(System.Text.Encoding.UTF8.GetBytes(JavaScriptEncoder.Default.Encode(value)));
                output.Write("\""u8);
            }
        }

        public void Said(ReadOnlySpan<byte> name, Instant? since, string? source)
        {
            if (since is { } time && source is not null)
            {
                Begin(name);
                Text("since"u8, time.ToString());
                Text("source"u8, source);
                End();
            }
        }

        private void Name(ReadOnlySpan<byte> name)
        {
            output.Write(hasMembers ? ",\""u8 : "\""u8);
            output.Write(name);
            output.Write("\":"u8);
            hasMembers = true;
        }
    }
}
