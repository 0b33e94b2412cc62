namespace MaritimeWatch.Ais.Nmea;

/// <summary>
/// The line <c>$BSALR,time,number,condition,acknowledged,text*hh</c> of a base station or transponder: the state of one of its alarms
/// (IEC 61993-2, sentence ALR of any talker).
/// </summary>
/// <remarks>A view: valid as long as the line it was read from.</remarks>
public readonly ref struct AlarmLine
{
    private AlarmLine(ReadOnlySpan<byte> talker, int number, bool isRaised, bool isAcknowledged, ReadOnlySpan<byte> text)
    {
        Talker = talker;
        Number = number;
        IsRaised = isRaised;
        IsAcknowledged = isAcknowledged;
        Text = text;
    }

    /// <summary>Who speaks, two letters.</summary>
    public ReadOnlySpan<byte> Talker { get; }

    /// <summary>Number of the alarm; 1 to 99 are those of IEC 61993-2, such as 6 "general failure".</summary>
    public int Number { get; }

    /// <summary>Whether the threshold is exceeded (<c>A</c>) and not merely told to be in order (<c>V</c>).</summary>
    public bool IsRaised { get; }

    /// <summary>Whether somebody has acknowledged it.</summary>
    public bool IsAcknowledged { get; }

    /// <summary>The alarm in the station's words. Attacker-controlled text: encode it on every output.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Reads a line; false for any other line, a wrong checksum or a field that is missing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out AlarmLine read)
    {
        read = default;
        if (line.Length < 7 || line[0] != '$' || !line[3..].StartsWith("ALR,"u8))
        {
            return false;
        }

        var star = line.IndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(line[1..star], line[(star + 1)..]))
        {
            return false;
        }

        Span<Range> fields = stackalloc Range[7];
        if (SentenceText.Split(line[..star], fields) != 6
            || TagBlock.Number(line[fields[2]]) is not (>= 0 and <= 999 and var number)
            || line[fields[3]] is not [(byte)'A' or (byte)'V']
            || line[fields[4]] is not [(byte)'A' or (byte)'V'])
        {
            return false;
        }

        read = new AlarmLine(line[1..3], (int)number, line[fields[3]][0] == 'A', line[fields[4]][0] == 'A', line[..star][fields[5]]);
        return true;
    }
}
