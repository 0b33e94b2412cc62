using MaritimeWatch.Ais.Messages.Binary;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Decode;

/// <summary>What a feed holds, counted as it passes: types, talkers, channels, receivers, stations heard, binary applications, time span. Bounded memory.</summary>
internal sealed class TrafficStatistics
{
    /// <summary>Types of ITU-R M.1371-5, and place for 0.</summary>
    private const int Types = 28;

    private const int MostTalkers = 100;
    private const int MostReceivers = 10_000;

    /// <summary>Several times the ships of the world.</summary>
    private const int MostStations = 1_000_000;

    private readonly long[] messagesByType = new long[Types];
    private readonly long[] sentencesByChannel = new long[256];
    private readonly HashSet<uint> stations = [];
    private readonly Dictionary<BinaryApplication, long> applications = [];
    private readonly byte[] receiver = new byte[32];
    private int receiverLength;

    public long Sentences { get; private set; }

    /// <summary>Sentences about the own ship (VDO); the others are VDM.</summary>
    public long OwnShipSentences { get; private set; }

    /// <summary>Messages understood.</summary>
    public long Messages { get; private set; }

    /// <summary>Of them, those of several sentences.</summary>
    public long LongMessages { get; private set; }

    public NameCounts Talkers { get; } = new(MostTalkers);

    /// <summary>Who received the sentences: the TAG block's <c>s</c>, the <c>r</c> or <c>b</c> behind the checksum, the station of <c>$PGHP</c>.</summary>
    public NameCounts Receivers { get; } = new(MostReceivers);

    /// <summary>The earliest time that a sentence tells, or null.</summary>
    public Instant? First { get; private set; }

    /// <summary>The latest time that a sentence tells, or null.</summary>
    public Instant? Last { get; private set; }

    /// <summary>Whether there were more stations than are told apart.</summary>
    public bool HasMoreStations { get; private set; }

    public IEnumerable<(int Type, long Count)> MessagesByType => messagesByType.Select((count, type) => (type, count)).Where(entry => entry.count > 0);

    /// <summary>Sentences by the channel they name; <c>-</c> for none.</summary>
    public IEnumerable<(string Channel, long Count)> SentencesByChannel => sentencesByChannel
        .Select((count, channel) => (channel is > ' ' and <= '~' ? ((char)channel).ToString() : channel == 0 ? "-" : ".", count))
        .Where(entry => entry.count > 0);

    /// <summary>Different senders by what their MMSI says they are.</summary>
    public IEnumerable<(StationKind Kind, int Count)> StationsByKind =>
        stations.GroupBy(mmsi => new Mmsi(mmsi).Kind).Select(group => (group.Key, group.Count())).OrderBy(entry => entry.Key);

    public int Stations => stations.Count;

    public IEnumerable<(BinaryApplication Application, long Count)> Applications =>
        applications.Select(entry => (entry.Key, entry.Value)).OrderByDescending(entry => entry.Value)
            .ThenBy(entry => (entry.Key.MessageType, entry.Key.DesignatedAreaCode, entry.Key.FunctionIdentifier));

    /// <summary>Sentences a second over the time span, or null where the feed tells no times.</summary>
    public double? SentencesPerSecond => First is { } first && Last is { } last && last > first ? Sentences / (last - first).TotalSeconds : null;

    /// <summary>Looks at a line before it is parsed: a <c>$PGHP</c> line names the receiver of the next sentence.</summary>
    public void Look(ReadOnlySpan<byte> line)
    {
        if (PghpLine.TryRead(line, out var read))
        {
            receiverLength = Math.Min(read.Station.Length, receiver.Length);
            read.Station[..receiverLength].CopyTo(receiver);
        }
    }

    public void Count(in Sentence sentence)
    {
        Sentences++;
        OwnShipSentences += sentence.IsOwnShip ? 1 : 0;
        sentencesByChannel[sentence.Channel]++;
        Talkers.Count(sentence.Talker);
        var heardBy = sentence.Source.IsEmpty ? new ReceptionSuffix(sentence.Suffix).Station : sentence.Source;
        heardBy = heardBy.IsEmpty ? receiver.AsSpan(0, receiverLength) : heardBy;
        if (!heardBy.IsEmpty)
        {
            Receivers.Count(heardBy);
        }

        receiverLength = 0;
        if (sentence.Time is { } time)
        {
            First = First is { } first && first <= time ? first : time;
            Last = Last is { } last && last >= time ? last : time;
        }
    }

    /// <summary>Counts a message that can be read.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="sentences">How many sentences made it.</param>
    public void Count(PayloadBits bits, int sentences)
    {
        Messages++;
        LongMessages += sentences > 1 ? 1 : 0;
        messagesByType[bits.MessageType]++;
        if (stations.Count < MostStations)
        {
            stations.Add(bits.Mmsi);
        }
        else
        {
            HasMoreStations |= !stations.Contains(bits.Mmsi);
        }

        if (bits.MessageType is 6 or 8 or 25 or 26 && BinaryApplication.Of(bits) is { } application)
        {
            applications[application] = applications.GetValueOrDefault(application) + 1;
        }
    }
}
