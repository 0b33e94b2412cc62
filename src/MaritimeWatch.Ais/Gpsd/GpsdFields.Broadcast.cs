using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Messages.Binary;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Message 8 and its payloads but the weather and those of inland navigation.</summary>
internal readonly ref partial struct GpsdFields
{
    private void WriteBroadcast(PayloadBits bits)
    {
        var message = new BinaryBroadcastMessage(bits);
        line.Add("dac"u8, message.DesignatedAreaCode);
        line.Add("fid"u8, message.FunctionIdentifier);
        const int start = BinaryBroadcastMessage.PayloadStart;
        switch (PayloadLayouts.Of(8, message.DesignatedAreaCode, message.FunctionIdentifier, bits))
        {
            case PayloadLayout.MetHydroTrial:
                Write(new MetHydroTrial(bits));
                break;
            case PayloadLayout.MetHydro:
                Write(new MetHydro(bits));
                break;
            case PayloadLayout.FairwayClosed:
                Write(new FairwayClosed(bits));
                break;
            case PayloadLayout.AirDraught:
                Write(new AirDraught(bits, start));
                break;
            case PayloadLayout.PersonsOnBoard:
                Write(new PersonsOnBoard(bits, start));
                break;
            case PayloadLayout.SyntheticTargets:
                Write(new SyntheticTargets(bits));
                break;
            case PayloadLayout.TrafficSignal:
                Write(new TrafficSignal(bits));
                break;
            case PayloadLayout.RouteInformation:
                Write(new RouteInformation(bits, start));
                break;
            case PayloadLayout.TextDescription:
                Write(new TextDescription(bits, start));
                break;
            case PayloadLayout.InlandStaticAndVoyage:
                Write(new InlandStaticAndVoyage(bits));
                break;
            case PayloadLayout.WeatherWarning:
                Write(new WeatherWarning(bits));
                break;
            case PayloadLayout.WaterLevels:
                Write(new WaterLevels(bits));
                break;
            case PayloadLayout.SignalStatus:
                Write(new SignalStatus(bits));
                break;

            // gpsd has no names for the fields of an area notice.
            default:
                Data(bits, start, bits.Count - start);
                break;
        }
    }

    private void Write(FairwayClosed message)
    {
        Span<byte> text = stackalloc byte[20];
        line.AddText("reason"u8, text[..message.Reason(text)]);
        line.AddText("closefrom"u8, text[..message.ClosedFrom(text)]);
        line.AddText("closeto"u8, text[..message.ClosedTo(text)]);
        line.Add("radius"u8, message.RadiusExtension);
        line.Add("extunit"u8, message.UnitCode);
        TimeWithoutZone("from"u8, message.FromMonth, message.FromDay, message.FromHour, message.FromMinute);
        TimeWithoutZone("to"u8, message.ToMonth, message.ToDay, message.ToHour, message.ToMinute);
    }

    /// <summary>A time without a year and without its <c>Z</c>: <c>MM-DDThh:mm</c>.</summary>
    private void TimeWithoutZone(ReadOnlySpan<byte> name, int month, int day, int hour, int minute)
    {
        var time = new AsciiText(stackalloc byte[16]);
        time.Add(month, 2);
        time.Add('-', day, 2);
        time.Add('T', hour, 2);
        time.Add(':', minute, 2);
        line.AddText(name, time.Written);
    }

    private void Write(SyntheticTargets message)
    {
        line.OpenArray("targets"u8);
        for (var target = 0; target < message.Targets; target++)
        {
            line.OpenObject(target == 0);
            var type = message.IdentifierType(target);
            line.First("idtype"u8, type);
            line.AddText("idtype_text"u8, BinaryTexts.Identifiers[type]);
            Identifier(message, target, type);
            ThousandthMinutes("lat"u8, message.LatitudeThousandthMinutes(target));
            ThousandthMinutes("lon"u8, message.LongitudeThousandthMinutes(target));
            line.Add("course"u8, message.CourseDegrees(target));
            line.Add("second"u8, message.UtcSecond(target));
            line.Add("speed"u8, message.SpeedKnots(target));
            line.CloseObject();
        }

        line.CloseArray();
    }

    /// <summary>Who the target is, under the name of the kind of identifier; a number too is text.</summary>
    private void Identifier(SyntheticTargets message, int target, int type)
    {
        Span<byte> text = stackalloc byte[16];
        if (type < 2)
        {
            var number = new AsciiText(text);
            number.Add(message.Identifier(target), 1);
            line.AddText(BinaryTexts.Identifiers[type], number.Written);
        }
        else
        {
            line.AddText(BinaryTexts.Identifiers[type], text[..message.Name(target, text)]);
        }
    }

    private void Write(TrafficSignal message)
    {
        Span<byte> text = stackalloc byte[20];
        line.Add("linkage"u8, message.Linkage);
        line.AddText("station"u8, text[..message.Station(text)]);
        ThousandthMinutes("lon"u8, message.LongitudeThousandthMinutes);
        ThousandthMinutes("lat"u8, message.LatitudeThousandthMinutes);
        line.Add("status"u8, message.StatusCode);
        line.Add("signal"u8, message.SignalCode);
        line.AddText("signal_text"u8, BinaryTexts.Signals[message.SignalCode]);
        line.Add("hour"u8, message.UtcHourOfNext);
        line.Add("minute"u8, message.UtcMinuteOfNext);
        line.Add("nextsignal"u8, message.NextSignalCode);
        line.AddText("nextsignal_text"u8, BinaryTexts.Signals[message.NextSignalCode]);
    }
}
