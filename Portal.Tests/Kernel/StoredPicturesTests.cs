using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Tests.Accounts;
using Portal.Tests.Certification;

namespace Portal.Tests.Kernel;

/// <summary>The three doors through which pictures come, from the call to the bytes that are kept.</summary>
public sealed class StoredPicturesTests
{
    [Fact]
    public async Task What_is_kept_is_upright_and_says_nothing_of_the_place()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var applicant = await Applicant.In(world);
        var sent = Pictures.Photographed(6);
        await applicant.Attach(DocumentKind.BusinessLicence, sent);
        await world.Get<AccountService>().KeepAvatar(applicant.Owner, "qinghe", sent, default);
        await world.Get<MessagingService>().Upload(applicant.Owner, "qinghe", sent, default);

        await using var db = world.Db();
        var document = await db.CertificationCases.SelectMany(row => row.Documents).SingleAsync();
        byte[][] kept =
        [
            (await world.Get<DocumentVault>().Read(document.StoredName, default)).ToArray(),
            (await db.AvatarImages.SingleAsync()).Content,
            (await db.Media.SingleAsync()).Bytes,
        ];
        Assert.True(Pictures.SaysWhere(sent));
        Assert.All(kept, bytes => Assert.Equal(("BRYG", false), (Pictures.Seen(bytes), Pictures.SaysWhere(bytes))));
        Assert.Equal((32, 64, (long)kept[0].Length), (document.Width, document.Height, document.Bytes));
    }

    [Fact]
    public async Task What_hides_another_file_or_does_not_end_is_kept_nowhere()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var applicant = await Applicant.In(world);
        foreach (
            var bad in (byte[][])
                [
                    [.. Files.Png(9, 9), .. "<script>"u8],
                    Files.Jpeg(90, 90)[..^20],
                    Files.Png(60_000, 60_000),
                ]
        )
        {
            await Assert.ThrowsAsync<Refusal>(() => applicant.Attach(DocumentKind.BusinessLicence, bad));
            await Assert.ThrowsAsync<Refusal>(() => world.Get<AccountService>().KeepAvatar(applicant.Owner, "qinghe", bad, default));
            await Assert.ThrowsAsync<Refusal>(() => world.Get<MessagingService>().Upload(applicant.Owner, "qinghe", bad, default));
        }

        await using var db = world.Db();
        Assert.Equal((0, 0), (await db.AvatarImages.CountAsync(), await db.Media.CountAsync()));
        Assert.Empty(await db.CertificationCases.SelectMany(row => row.Documents).ToListAsync());
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "documents")));
    }
}
