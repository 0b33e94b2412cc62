using System.Runtime.CompilerServices;
using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The members of each message type, in gpsd's order.</summary>
internal readonly ref partial struct GpsdFields(JsonLine line, bool isScaled)
{
    private readonly JsonLine line = line;
    private readonly bool isScaled = isScaled;

    /// <summary>The members of any message but 24, whose halves wait for each other.</summary>
    public void Write(PayloadBits bits)
    {
        switch (bits.MessageType)
        {
            case 1 or 2 or 3:
                Write(new ClassAPosition(bits));
                break;
            case 4 or 11:
                Write(new BaseStationReport(bits));
                break;
            case 5:
                Write(new StaticAndVoyageData(bits));
                break;
            case 6:
                WriteAddressed(bits);
                break;
            case 7 or 13:
                Write(new Acknowledgement(bits));
                break;
            case 8:
                WriteBroadcast(bits);
                break;
            case 9:
                Write(new SarAircraftPosition(bits));
                break;
            case 10:
                line.Add("dest_mmsi"u8, new UtcInquiry(bits).DestinationMmsi);
                break;
            case 12:
                Write(new AddressedSafetyMessage(bits));
                break;
            case 14:
                Write(new BroadcastSafetyMessage(bits));
                break;
            case 15:
                Write(new Interrogation(bits));
                break;
            case 16:
                Write(new AssignmentCommand(bits));
                break;
            case 17:
                WriteCorrections(bits);
                break;
            case 18:
                Write(new ClassBPosition(bits));
                break;
            case 19:
                Write(new ClassBExtendedPosition(bits));
                break;
            case 20:
                Write(new DataLinkManagement(bits));
                break;
            case 21:
                Write(new AidToNavigationReport(bits));
                break;
            case 22:
                Write(new ChannelManagement(bits));
                break;
            case 23:
                Write(new GroupAssignment(bits));
                break;
            case 25 or 26:
                WriteSlots(bits);
                break;
            case 27:
                Write(new LongRangePosition(bits));
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tenths(ReadOnlySpan<byte> name, int tenths) => Decimal(name, tenths, 1);

    /// <summary>A number sent in 10^-decimals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Decimal(ReadOnlySpan<byte> name, int value, int decimals)
    {
        if (isScaled)
        {
            line.AddDecimal(name, value, decimals);
        }
        else
        {
            line.Add(name, value);
        }
    }

    /// <summary>A number sent in a fraction of its unit.</summary>
    private void Quotient(ReadOnlySpan<byte> name, int value, int divisor, int decimals)
    {
        if (isScaled)
        {
            line.AddDecimal(name, PrintedDecimal.Of(value, divisor, decimals), decimals);
        }
        else
        {
            line.Add(name, value);
        }
    }

    /// <summary>1/10,000 minutes as degrees with six decimals.</summary>
    private void Position(int longitude, int latitude)
    {
        Degrees("lon"u8, longitude);
        Degrees("lat"u8, latitude);
    }

    /// <summary>1/600,000 degree as degrees with six decimals: times 5/3, to the nearest; a tie cannot occur.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Degrees(ReadOnlySpan<byte> name, int raw)
    {
        if (isScaled)
        {
            line.AddDecimal(name, Nearest(raw * 5L, 3), 6);
        }
        else
        {
            line.Add(name, raw);
        }
    }

    /// <summary>1/600 degree as degrees with four decimals: times 50/3.</summary>
    private void TenthMinutes(ReadOnlySpan<byte> name, int raw)
    {
        if (isScaled)
        {
            line.AddDecimal(name, Nearest(raw * 50L, 3), 4);
        }
        else
        {
            line.Add(name, raw);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Nearest(long value, long divisor) => (value + (Math.Sign(value) * (divisor / 2))) / divisor;

    /// <summary>1/1,000 minutes as degrees with four decimals.</summary>
    private void ThousandthMinutes(ReadOnlySpan<byte> name, int raw) => Quotient(name, raw, 60_000, 4);

    /// <summary>A time without a year, <c>MM-DDThh:mmZ</c>.</summary>
    private void Time(ReadOnlySpan<byte> name, int month, int day, int hour, int minute) => line.AddTime(name, month, day, hour, minute);

    /// <summary>Raw bits, <c>bits:hexadecimal</c>.</summary>
    private void Data(PayloadBits bits, int start, int count)
    {
        var data = new AsciiText(stackalloc byte[280]);
        data.Add(count, 1);
        data.Add((byte)':');
        data.AddHex(bits, start, count);
        line.AddText("data"u8, data.Written);
    }
}
