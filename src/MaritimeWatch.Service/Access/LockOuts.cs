using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Service.Access;

/// <summary>Addresses that sent bad tokens, and those that are locked out for it.</summary>
/// <remarks>
/// Only what may be a guess counts: a console whose token has expired keeps trying, and must not lock out everybody behind the same address.
/// An IPv6 address counts with its whole /64, which one host usually has. Nothing is kept longer than it is of use, and never more than 10,000 addresses.
/// </remarks>
internal sealed class LockOuts(int badTokens, TimeSpan duration, TimeProvider clock)
{
    private const int MostAddresses = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, Record> records = [];

    /// <summary>How long an address is still locked out, or zero.</summary>
    public TimeSpan Remaining(IPAddress? address)
    {
        lock (gate)
        {
            return records.TryGetValue(Network(address), out var record) && record.Bad >= badTokens && Left(record) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Counts a bad token.</summary>
    /// <returns>Whether the address is locked out from now on.</returns>
    public bool Count(IPAddress? address)
    {
        var network = Network(address);
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (!records.TryGetValue(network, out var record) || Left(record) <= TimeSpan.Zero)
            {
                MakeRoom();
                record = new Record(now, 0);
            }

            // The lock-out lasts from the token that brought it on.
            record = record with { Bad = record.Bad + 1, Since = record.Bad + 1 == badTokens ? now : record.Since };
            records[network] = record;
            return record.Bad == badTokens;
        }
    }

    private TimeSpan Left(Record record) => duration - clock.GetElapsedTime(record.Since);

    private void MakeRoom()
    {
        if (records.Count < MostAddresses)
        {
            return;
        }

        foreach (var (network, _) in records.Where(entry => Left(entry.Value) <= TimeSpan.Zero).ToList())
        {
            records.Remove(network);
        }

        if (records.Count >= MostAddresses)
        {
            records.Remove(records.MinBy(entry => entry.Value.Since).Key);
        }
    }

    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private readonly record struct Record(long Since, int Bad);
}
