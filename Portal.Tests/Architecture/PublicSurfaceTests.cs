using PublicApiGenerator;

namespace Portal.Tests.Architecture;

/// <summary>
/// What the domain shows of itself, written out in public-surface.txt: a change of it is seen by whoever reads the change. Set
/// PORTAL_WRITE_DOCS=1 to write it anew.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static string Kept => Repository.PathOf("Portal.Tests", "Architecture", "public-surface.txt");

    [Fact]
    public void The_domain_shows_what_the_kept_text_says()
    {
        var shown = Shown();
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Kept, shown);
        }

        var (kept, now) = (File.ReadAllLines(Kept), shown.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(now.Except(kept).Select(line => $"new: {line.Trim()}"));
        Assert.Empty(kept.Except(now).Select(line => $"gone: {line.Trim()}"));
        Assert.Equal(kept, now);
    }

    private static string Shown() =>
        typeof(PortalDb)
            .Assembly.GeneratePublicApi(
                new ApiGeneratorOptions
                {
                    IncludeAssemblyAttributes = false,
                    DenyNamespacePrefixes = ["Portal.Domain.Data.Migrations", "System", "Microsoft"],
                    IndentString = " ",
                }
            )
            .ReplaceLineEndings("\n")
            .Trim() + "\n";
}
