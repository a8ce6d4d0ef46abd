namespace Portal.Tests.Tidy;

/// <summary>Pictures are the heaviest thing in the tree, and git keeps every one for ever: they are small (docs/guide/shrink makes them so).</summary>
public sealed class PicturesTests
{
    private const int BytesMost = 60 * 1024;

    [Fact]
    public void Every_picture_of_the_docs_is_small()
    {
        var pictures = Directory.GetFiles(Repository.PathOf("docs"), "*.png", SearchOption.AllDirectories);
        Assert.NotEmpty(pictures);
        Assert.Empty(pictures.Where(IsLarge).Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    [Fact]
    public void A_large_picture_is_found()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        try
        {
            File.WriteAllBytes(path, new byte[BytesMost + 1]);
            Assert.True(IsLarge(path));
            File.WriteAllBytes(path, new byte[BytesMost]);
            Assert.False(IsLarge(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool IsLarge(string path) => new FileInfo(path).Length > BytesMost;
}
