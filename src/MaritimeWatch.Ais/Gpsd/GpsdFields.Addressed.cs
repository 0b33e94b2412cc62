using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Messages.Binary;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Message 6 and its payloads.</summary>
internal readonly ref partial struct GpsdFields
{
    private void WriteAddressed(PayloadBits bits)
    {
        var message = new BinaryAddressedMessage(bits);
        line.Add("seqno"u8, message.SequenceNumber);
        line.Add("dest_mmsi"u8, message.DestinationMmsi);
        line.Add("retransmit"u8, message.IsRetransmitted);
        line.Add("dac"u8, message.DesignatedAreaCode);
        line.Add("fid"u8, message.FunctionIdentifier);
        const int start = BinaryAddressedMessage.PayloadStart;
        switch (PayloadLayouts.Of(6, message.DesignatedAreaCode, message.FunctionIdentifier, bits))
        {
            case PayloadLayout.DangerousCargoTrial:
                Write(new DangerousCargoTrial(bits));
                break;
            case PayloadLayout.TidalWindowTrial:
                Write(new TidalWindow(bits, isTrial: true));
                break;
            case PayloadLayout.TidalWindow:
                Write(new TidalWindow(bits, isTrial: false));
                break;
            case PayloadLayout.AirDraught:
                Write(new AirDraught(bits, start));
                break;
            case PayloadLayout.PersonsOnBoard:
                Write(new PersonsOnBoard(bits, start));
                break;
            case PayloadLayout.ClearanceTime:
                Write(new ClearanceTime(bits));
                break;
            case PayloadLayout.BerthingData:
                Write(new BerthingData(bits));
                break;
            case PayloadLayout.DangerousCargo:
                Write(new DangerousCargo(bits));
                break;
            case PayloadLayout.RouteInformation:
                Write(new RouteInformation(bits, start));
                break;
            case PayloadLayout.TextDescription:
                Write(new TextDescription(bits, start));
                break;
            case PayloadLayout.EstimatedArrival:
                Write(new InlandArrival(bits), isEstimate: true);
                break;
            case PayloadLayout.RequestedArrival:
                Write(new InlandArrival(bits), isEstimate: false);
                break;
            case PayloadLayout.InlandPersonsOnBoard:
                Write(new InlandPersonsOnBoard(bits));
                break;
            case PayloadLayout.AidMonitoring:
                Write(new AidMonitoring(bits));
                break;

            // gpsd has no names for the fields of an area notice.
            default:
                Data(bits, start, bits.Count - start);
                break;
        }
    }

    private void Write(DangerousCargoTrial message)
    {
        Span<byte> text = stackalloc byte[20];
        line.AddText("lastport"u8, text[..message.LastPort(text)]);
        Time("departure"u8, message.DepartureMonth, message.DepartureDay, message.DepartureHour, message.DepartureMinute);
        line.AddText("nextport"u8, text[..message.NextPort(text)]);
        Time("eta"u8, message.ArrivalMonth, message.ArrivalDay, message.ArrivalHour, message.ArrivalMinute);
        line.AddText("dangerous"u8, text[..message.MainGood(text)]);
        line.AddText("imdcat"u8, text[..message.ImdCategory(text)]);
        line.Add("unid"u8, message.UnNumber);
        line.Add("amount"u8, message.Amount);
        line.Add("unit"u8, message.UnitCode);
    }

    private void Write(TidalWindow message)
    {
        line.Add("month"u8, message.UtcMonth);
        line.Add("day"u8, message.UtcDay);
        line.OpenArray("tidals"u8);
        for (var point = 0; point < message.Points; point++)
        {
            line.OpenObject(point == 0);
            if (isScaled)
            {
                line.FirstDecimal("lon"u8, PrintedDecimal.Of(message.Longitude(point), message.UnitsPerDegree, 4), 4);
            }
            else
            {
                line.First("lon"u8, message.Longitude(point));
            }

            Quotient("lat"u8, message.Latitude(point), message.UnitsPerDegree, 4);
            line.Add("from_hour"u8, message.FromHour(point));
            line.Add("from_min"u8, message.FromMinute(point));
            line.Add("to_hour"u8, message.ToHour(point));
            line.Add("to_min"u8, message.ToMinute(point));
            line.Add("cdir"u8, message.CurrentDegrees(point));
            Tenths("cspeed"u8, message.CurrentTenthKnots(point));
            line.CloseObject();
        }

        line.CloseArray();
    }

    private void Write(AirDraught message) => line.Add("airdraught"u8, message.HeightOverKeelDecimetres);

    private void Write(PersonsOnBoard message) => line.Add("persons"u8, message.Persons);

    private void Write(ClearanceTime message)
    {
        Span<byte> text = stackalloc byte[20];
        line.Add("linkage"u8, message.Linkage);
        Time("arrival"u8, message.UtcMonth, message.UtcDay, message.UtcHour, message.UtcMinute);
        line.AddText("portname"u8, text[..message.PortAndBerth(text)]);
        line.AddText("destination"u8, text[..message.Destination(text)]);
        ThousandthMinutes("lon"u8, message.LongitudeThousandthMinutes);
        ThousandthMinutes("lat"u8, message.LatitudeThousandthMinutes);
    }

    private void Write(DangerousCargo message)
    {
        line.Add("unit"u8, message.UnitCode);
        line.Add("amount"u8, message.Amount);
        line.OpenArray("cargos"u8);
        for (var cargo = 0; cargo < message.Cargoes; cargo++)
        {
            line.OpenObject(cargo == 0);
            line.First("code"u8, message.Code(cargo));
            line.Add("subtype"u8, message.Subtype(cargo));
            line.CloseObject();
        }

        line.CloseArray();
    }

    private void Write(RouteInformation message)
    {
        line.Add("linkage"u8, message.Linkage);
        line.Add("sender"u8, message.SenderCode);
        line.Add("rtype"u8, message.RouteType);
        line.AddText("rtype_text"u8, BinaryTexts.Routes[message.RouteType]);
        Time("start"u8, message.StartMonth, message.StartDay, message.StartHour, message.StartMinute);
        line.Add("duration"u8, message.DurationMinutes);
        line.OpenArray("waypoints"u8);
        for (var waypoint = 0; waypoint < message.Waypoints; waypoint++)
        {
            line.OpenObject(waypoint == 0);
            if (isScaled)
            {
                line.FirstDecimal("lon"u8, Nearest(message.Longitude(waypoint) * 5L, 3), 6);
            }
            else
            {
                line.First("lon"u8, message.Longitude(waypoint));
            }

            Degrees("lat"u8, message.Latitude(waypoint));
            line.CloseObject();
        }

        line.CloseArray();
    }

    private void Write(TextDescription message)
    {
        Span<byte> text = stackalloc byte[TextDescription.MaxTextLength];
        line.Add("linkage"u8, message.Linkage);
        line.AddText("text"u8, text[..message.Text(text)]);
    }

    private void Write(AidMonitoring message)
    {
        line.Add("off_pos"u8, message.IsOffPosition);
        line.Add("alarm"u8, message.HasAlarm);
        line.Add("stat_ext"u8, message.DigitalInputs);
        Volts("ana_int"u8, message.SupplyTwentiethVolts);
        Volts("ana_ext1"u8, message.External1TwentiethVolts);
        Volts("ana_ext2"u8, message.External2TwentiethVolts);
        line.Add("racon"u8, message.RaconCode);
        line.AddText("racon_text"u8, BinaryTexts.Racons[message.RaconCode]);
        line.Add("light"u8, message.LightCode);
        line.AddText("light_text"u8, BinaryTexts.Lights[message.LightCode]);
    }

    /// <summary>1/20 V as volts; 0, not used, has no decimals.</summary>
    private void Volts(ReadOnlySpan<byte> name, int twentieths)
    {
        if (isScaled && twentieths != 0)
        {
            line.AddDecimal(name, twentieths * 5, 2);
        }
        else
        {
            line.Add(name, twentieths);
        }
    }
}
