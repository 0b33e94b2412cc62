using MaritimeWatch.Ais.Messages.Binary;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The berthing data of message 6, and the names of the services it tells of.</summary>
internal readonly ref partial struct GpsdFields
{
    private static readonly byte[][] Services =
    [
        .. new[]
        {
            "agent", "fuel", "chandler", "stevedore", "electrical", "water", "customs", "cartage", "crane", "lift", "medical", "navrepair", "provisions",
            "shiprepair", "surveyor", "steam", "tugs", "solidwaste", "liquidwaste", "hazardouswaste", "ballast", "additional", "regional1", "regional2",
            "future1", "future2",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    private void Write(BerthingData message)
    {
        Span<byte> text = stackalloc byte[20];
        line.Add("linkage"u8, message.Linkage);
        line.Add("berth_length"u8, message.LengthMetres);
        line.Add("position"u8, message.MooringPosition);
        line.AddText("position_text"u8, BinaryTexts.Moorings[message.MooringPosition]);
        BareTime("arrival"u8, message.UtcMonth, message.UtcDay, message.UtcHour, message.UtcMinute);
        line.Add("availability"u8, message.AreServicesKnown ? 1 : 0);
        for (var service = 0; service < BerthingData.Services; service++)
        {
            line.Add(Services[service], message.Service(service));
        }

        line.AddText("berth_name"u8, text[..message.Name(text)]);
        ThousandthMinutes("berth_lon"u8, message.LongitudeThousandthMinutes);
        ThousandthMinutes("berth_lat"u8, message.LatitudeThousandthMinutes);
        Tenths("berth_depth"u8, message.DepthDecimetres);
    }

    /// <summary>A time without a year, without leading zeros and without a zone: <c>M-DTh:m</c>.</summary>
    private void BareTime(ReadOnlySpan<byte> name, int month, int day, int hour, int minute)
    {
        var time = new AsciiText(stackalloc byte[16]);
        time.Add(month, 1);
        time.Add('-', day, 1);
        time.Add('T', hour, 1);
        time.Add(':', minute, 1);
        line.AddText(name, time.Written);
    }
}
