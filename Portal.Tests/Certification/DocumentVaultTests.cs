using System.Security.Cryptography;
using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

public sealed class DocumentVaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-vault").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_document_comes_back_after_the_key_was_rotated_and_the_process_restarted()
    {
        var name = await Vault().Keep("old"u8.ToArray(), CancellationToken.None);
        new PersonalDataKeys(Settings).Rotate();
        var rotated = Vault();
        var newer = await rotated.Keep("new"u8.ToArray(), CancellationToken.None);

        Assert.Equal("old"u8.ToArray(), await Vault().Read(name, CancellationToken.None));
        Assert.Equal("new"u8.ToArray(), await Vault().Read(newer, CancellationToken.None));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "keys", "personal")).Length);
    }

    [Fact]
    public async Task A_changed_or_swapped_file_is_noticed()
    {
        var vault = Vault();
        var one = await vault.Keep("one"u8.ToArray(), CancellationToken.None);
        var two = await vault.Keep("two"u8.ToArray(), CancellationToken.None);
        File.Copy(PathOf(two), PathOf(one), overwrite: true);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => vault.Read(one, CancellationToken.None));

        var bytes = await File.ReadAllBytesAsync(PathOf(two));
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(PathOf(two), bytes);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => vault.Read(two, CancellationToken.None));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task No_name_leads_out_of_the_folder(string name) =>
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Vault().Read(name, CancellationToken.None));

    private string PathOf(string name) => Path.Combine(_folder, "documents", name[..2], $"{name}.bin");

    private DatabaseSettings Settings => new() { DataDirectory = _folder };

    private DocumentVault Vault() => new(Settings, new PersonalDataKeys(Settings));
}
