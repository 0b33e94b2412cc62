using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Audit;

/// <summary>The files of the key that signs the audit log: the private key, its successor while it changes, and the public keys for those who verify.</summary>
/// <param name="privateKey">PEM, readable by its owner alone.</param>
/// <param name="publicKeys">PEM, every key that ever signed.</param>
internal sealed class AuditKeyFiles(string privateKey, string publicKeys)
{
    /// <summary>A key that waits to come into force: made by <c>audit rotate-key</c>, taken over by the service.</summary>
    public static string NextOf(string privateKey) => privateKey + ".next";

    /// <summary>The key that is in force; made where there is none.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    /// <exception cref="IOException">It cannot be read or made.</exception>
    public AuditSigningKey ReadOrMake(out bool isNew)
    {
        isNew = !File.Exists(privateKey);
        if (isNew)
        {
            Make(privateKey).Dispose();
        }

        return Read(privateKey);
    }

    /// <summary>The key that waits to come into force, or null.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public AuditSigningKey? Next() => File.Exists(NextOf(privateKey)) ? Read(NextOf(privateKey)) : null;

    /// <summary>The key that waited is in force: its file takes the old one's place, whose key exists no more.</summary>
    public void Succeed() => File.Move(NextOf(privateKey), privateKey, overwrite: true);

    /// <summary>Adds a key to those that verify; nothing where it is there.</summary>
    public void Publish(AuditPublicKey key)
    {
        var before = File.Exists(publicKeys) ? File.ReadAllText(publicKeys) : "";
        if (before.Contains(key.ToPem(), StringComparison.Ordinal))
        {
            return;
        }

        var fresh = publicKeys + ".new";
        File.WriteAllText(fresh, before + key.ToPem());
        File.Move(fresh, publicKeys, overwrite: true);
    }

    /// <summary>Makes a key in a file that must not exist yet; nobody ever sees a part of it.</summary>
    /// <exception cref="IOException">The file exists, or cannot be made.</exception>
    public static AuditSigningKey Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var key = AuditSigningKey.Create();
        var fresh = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = new FileStream(fresh, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(key.ToPem()));
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: false);
            return key;
        }
        catch
        {
            key.Dispose();
            if (File.Exists(fresh))
            {
                File.Delete(fresh);
            }

            throw;
        }
    }

    private static AuditSigningKey Read(string path)
    {
        try
        {
            return AuditSigningKey.FromPem(File.ReadAllText(path));
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }
    }
}
