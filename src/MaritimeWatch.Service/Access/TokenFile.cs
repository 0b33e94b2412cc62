using System.Text.Json;

namespace MaritimeWatch.Service.Access;

/// <summary>The file that <c>maritimewatch token</c> keeps: every token ever made, the revoked ones too, so that a name in an audit entry stays explained.</summary>
internal sealed record TokenFile
{
    public IReadOnlyList<ApiToken> Tokens { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It holds something else, or an entry is wrong; the message says what.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TokenFile Read(string path)
    {
        TokenFile file;
        try
        {
            file = JsonSerializer.Deserialize<TokenFile>(File.ReadAllBytes(path), AccessWords.Json) ?? throw new JsonException();
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path} is no file of tokens{(failure.Path is { Length: > 1 } at ? $": see {at}" : "")}; make one with 'maritimewatch token create'", failure);
        }

        var problem = file.Tokens is null || file.Tokens.Any(token => token is null) ? "there is no list of tokens" : file.Tokens.Select(token => token.Problem()).FirstOrDefault(wrong => wrong is not null);
        problem ??= file.Tokens!.GroupBy(token => token.Id).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"the id {twice.Key} stands there twice" : null;
        return problem is null ? file : throw new InvalidDataException($"{path}: {problem}");
    }

    /// <summary>Changes a file as a whole: it is the old one or the new one at any moment, never half of one.</summary>
    /// <param name="path">The file; made, readable by its owner alone, where it does not exist.</param>
    /// <param name="change">Gets what is there.</param>
    /// <exception cref="IOException">It cannot be written, or another command is changing it.</exception>
    public static void Change(string path, Func<TokenFile, TokenFile> change)
    {
        path = Path.GetFullPath(path);
        using var turn = new FileStream(path + ".lock", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
        var before = File.Exists(path) ? Read(path) : new TokenFile();
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.Exists(path) ? File.GetUnixFileMode(path) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(fresh);
        using (var output = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(output, change(before), AccessWords.Json);
            output.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
