using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// The data directory belongs to the account that runs Portal and to nobody else: 0700, and 0600 what lies in it open to read (database, keys,
/// mails). What an earlier version or a careless copy left open to others is closed again at each start.
/// </summary>
public static class DataFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode MyFolder = Mine | UnixFileMode.UserExecute;

    // A link may lead out of the directory, and what another account has closed needs no closing.
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Before anything is asked of the domain: makes the directory, tries it, and closes it to others.</summary>
    /// <exception cref="Refusal">FolderRefused, with the directory and what the system says: it cannot be made, or not written.</exception>
    public static void Open(DatabaseSettings settings)
    {
        try
        {
            Make(settings.DataDirectory);
            Try(settings.DataDirectory);
            if (settings.Provider == Provider.Sqlite)
            {
                // SQLite gives its log and its index the mode of the database file: so it is made first.
                Write(settings.SqlitePath, FileMode.OpenOrCreate).Dispose();
            }

            Close(settings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(DataRefusals.FolderRefused, settings.DataDirectory, fault.Message);
        }
    }

    /// <summary>Makes a folder that nobody else may enter, where there is none.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        // The system gives the mode to the last folder of a path only: what is missing above it is made first.
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { Length: > 0 } above && !Directory.Exists(above))
        {
            Make(above);
        }

        Directory.CreateDirectory(folder, MyFolder);
    }

    /// <summary>Opens a file to write; a new one is nobody else's to read.</summary>
    public static FileStream Write(string path, FileMode mode, FileShare share = FileShare.ReadWrite, int buffer = 1 << 12)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = share,
            BufferSize = buffer,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mine;
        }

        return new FileStream(path, options);
    }

    /// <summary>Writes a short file that is nobody else's to read, from its first byte on.</summary>
    public static void WriteText(string path, string text)
    {
        using var file = Write(path, FileMode.CreateNew, FileShare.None);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    // A folder may let itself be listed and refuse every write, as on a disk that is mounted to read only.
    private static void Try(string folder)
    {
        var probe = Path.Combine(folder, ".writable-" + Guid.NewGuid().ToString("N"));
        Write(probe, FileMode.CreateNew).Dispose();
        File.Delete(probe);
    }

    private static void Close(DatabaseSettings settings)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var root = new DirectoryInfo(settings.DataDirectory);
        Narrow(root, MyFolder);
        foreach (var file in root.EnumerateFiles("portal.db*"))
        {
            Narrow(file, Mine);
        }

        foreach (var folder in root.EnumerateDirectories())
        {
            Narrow(folder, MyFolder);
        }

        foreach (var name in (string[])["keys", settings.MailFolder])
        {
            var folder = new DirectoryInfo(Path.Combine(root.FullName, name));
            if (folder is { Exists: true, LinkTarget: null })
            {
                foreach (var one in folder.EnumerateFileSystemInfos("*", Below))
                {
                    Narrow(one, one is DirectoryInfo ? MyFolder : Mine);
                }
            }
        }
    }

    /// <summary>
    /// Takes away what is more than wanted. What belongs to another account is left as that account set it, the data directory too: a volume
    /// may be its host's and writable by our group. What lies in it and is ours is closed all the same.
    /// </summary>
    private static void Narrow(FileSystemInfo one, UnixFileMode wanted)
    {
        if (OperatingSystem.IsWindows() || one.LinkTarget is not null)
        {
            return;
        }

        try
        {
            if ((one.UnixFileMode & ~wanted) != UnixFileMode.None)
            {
                one.UnixFileMode &= wanted;
            }
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else's, or gone meanwhile.
        }
    }
}
