using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Learning;

/// <summary>A model of learned traffic on disk.</summary>
internal static class ModelFile
{
    // A model of all the world's seas: more is no model.
    private const long MostBytes = 1L << 30;

    /// <summary>Reads a model.</summary>
    /// <exception cref="CommandFailedException">It cannot be read or used; the message says why.</exception>
    public static NormalityModel Load(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
            {
                throw new CommandFailedException($"{path}: it is no model of learned traffic: more than a gigabyte");
            }

            return NormalityModel.TryRead(File.ReadAllBytes(path), out var model, out var problem)
                ? model
                : throw new CommandFailedException($"{path}: {problem}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: {failure.Message}");
        }
    }

    /// <summary>Writes a model beside its place and moves it there: a reader meets the old one or the new one, never a part.</summary>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public static long Save(NormalityModel model, string path)
    {
        var bytes = model.ToBytes();
        var partial = path + ".part";
        try
        {
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, path, overwrite: true);
            return bytes.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw new CommandFailedException($"{path}: cannot be written: {failure.Message}");
        }
    }
}
