using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Tests.Certification;

namespace Portal.Tests.Operations;

public sealed class KeyRotationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task A_rotation_that_is_broken_off_reads_everything_and_goes_on_where_it_stood(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var number = await applicant.Submit();
        var owner = await world.SignedIn(applicant.Owner);
        var app = await world.Get<SecondFactorService>().Begin(owner, None);
        await world.Get<DraftService>().Save(owner, "account-new:qinghe", "{}", null, None);
        var ring = world.Get<PersonalDataKeys>();
        var old = Assert.Single(ring.Ids);
        var rotation = world.Get<KeyRotationService>();

        var broken = await rotation.Rotate(Actor.Operator, slicesMax: 1, None);

        Assert.False(broken.Finished);
        Assert.True(broken.MadeKey);
        Assert.Equal([old, broken.Key], ring.Ids);
        Assert.True(await Opens(world));
        await SameAsTyped(world, applicant, number);

        var whole = await rotation.Rotate(Actor.Operator, None);

        Assert.True(whole.Finished);
        Assert.False(whole.MadeKey);
        Assert.Equal(broken.Key, whole.Key);
        Assert.Equal([old], whole.Retired);
        Assert.Equal([whole.Key], ring.Ids);
        // 2 numbers, 3 names of files, 3 files, the secret of an app and a draft, each once.
        Assert.Equal(10, broken.Resealed + whole.Resealed);
        Assert.True(await Opens(world));

        Directory.Delete(Path.Combine(world.Folder, "keys", "personal", "retired"), recursive: true);
        await SameAsTyped(world, applicant, number);
        Assert.Equal(app, await world.Get<SecondFactorService>().Begin(owner, None));
        Assert.Equal("{}", (await world.Get<DraftService>().Find(owner, "account-new:qinghe", None))!.Json);
        Assert.Empty((await rotation.Rotate(Actor.Operator, slicesMax: 1, None)).Retired);
    }

    [Fact]
    public async Task A_lost_key_a_lost_file_and_a_forgotten_retired_key_are_noticed()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await (await Applicant.In(world)).Submit();
        Assert.True(await Opens(world));
        var key = Directory.GetFiles(Path.Combine(world.Folder, "keys", "personal"), "*.key").Single();
        var aside = Path.Combine(world.Folder, "aside");
        File.Move(key, aside);
        Assert.False(await Opens(world));
        File.Move(aside, key);
        Assert.True(await Opens(world));
        File.Delete(Directory.GetFiles(Path.Combine(world.Folder, "documents"), "*.bin", SearchOption.AllDirectories)[0]);
        Assert.False(await Opens(world));
    }

    [Fact]
    public async Task Keys_are_files_only_their_owner_reads()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await (await Applicant.In(world)).Fill();
        var key = Directory.GetFiles(Path.Combine(world.Folder, "keys", "personal"), "*.key").Single();
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
    }

    [Fact]
    public void A_ring_of_the_setting_opens_what_its_keys_sealed_and_is_never_written()
    {
        var settings = new DatabaseSettings { DataDirectory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()) };
        var files = new PersonalDataKeys(settings);
        var line = files.NewSetting();
        Assert.True(PersonalDataKeys.IsKey(line));
        Assert.False(PersonalDataKeys.IsKey(line[1..]));
        var first = new PersonalDataKeys(settings, new PersonalDataSettings { Keys = [line] });
        var text = first.SealText("11010519491231002X", "x");
        var both = new PersonalDataKeys(settings, new PersonalDataSettings { Keys = [line, first.NewSetting()] });

        Assert.Equal("11010519491231002X", both.OpenText(text, "x"));
        Assert.NotEqual(first.NewestId, both.NewestId);
        Assert.Equal(DataRefusals.KeysAreSetting, Assert.Throws<Refusal>(() => first.Rotate()).Code);
        Assert.False(Directory.Exists(settings.DataDirectory));
    }

    [Fact]
    public async Task Every_sealed_column_is_rotated_and_proved()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using var db = world.Db();
        var columns = db
            .Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Where(one => one.Name.EndsWith("Sealed", StringComparison.Ordinal)))
            .Select(one => $"{one.DeclaringType.ClrType.Name}.{one.Name}")
            .ToList();
        Assert.NotEmpty(columns);
        Assert.Empty(columns.Except(world.Services.GetServices<ISealedStore>().Select(store => store.Name)));
    }

    private static async Task<bool> Opens(World world) =>
        (await world.Get<ProofService>().Verify(Actor.Operator, None)).Single(result => result.Id == "I-60").Ok;

    private static async Task SameAsTyped(World world, Applicant applicant, string number)
    {
        await using var db = world.Db();
        var row = await db.CertificationCases.Include(one => one.Documents).SingleAsync(one => one.Number == number);
        var vault = world.Get<DocumentVault>();
        Assert.Equal(applicant.Form.IdentityNumber, vault.OpenText(row.IdentityNumberSealed!, DocumentVault.IdentityNumber));
        Assert.Equal(applicant.Form.OperatorMobile, vault.OpenText(row.OperatorMobileSealed!, DocumentVault.OperatorMobile));
        foreach (var document in row.Documents)
        {
            Assert.Equal($"{document.Kind}.png", vault.OpenText(document.FileNameSealed, DocumentVault.FileName));
            Assert.Equal(document.Bytes, (await vault.Read(document.StoredName, None)).Length);
        }
    }
}
