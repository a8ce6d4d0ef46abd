using System.Runtime.CompilerServices;

namespace Portal.Tests.Harness;

/// <summary>The source tree the tests were built from: guards read it as text.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Hand-written files below a folder with one of these endings, as (path relative to the root, text).</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string root, params string[] endings) =>
        Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Select(path => (Full: path, Path: Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .Where(file => !file.Path.Split('/').Any(part => part is "obj" or "bin" or "Migrations" or "wwwroot"))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => (file.Path, File.ReadAllText(file.Full)));

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
