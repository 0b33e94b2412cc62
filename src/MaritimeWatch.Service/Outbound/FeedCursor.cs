using System.Globalization;

namespace MaritimeWatch.Service.Outbound;

/// <summary>How far the alert feed has been given to a broker, in a file beside the store: a restart goes on there.</summary>
/// <remarks>What was given and not yet written here is given again: everything given is the state of an alert, so twice is as once.</remarks>
internal sealed class FeedCursor(string path)
{
    /// <summary>The last sequence that the broker has acknowledged; null where nothing was ever given to it, 0 where that cannot be read.</summary>
    public long? Read()
    {
        try
        {
            return long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <returns>Whether it could be written: a disk that refuses costs a repetition, nothing else.</returns>
    public bool Write(long sequence)
    {
        try
        {
            File.WriteAllText(path + ".new", sequence.ToString(CultureInfo.InvariantCulture));
            File.Move(path + ".new", path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
