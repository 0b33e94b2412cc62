using System.CommandLine;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store</c>: what is done to a store as a whole.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "The store as a whole.")
    {
        StoreInitCommand.Create(),
    };
}
