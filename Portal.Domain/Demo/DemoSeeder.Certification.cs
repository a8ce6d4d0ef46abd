using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Demo;

internal sealed partial class DemoSeeder
{
    private static readonly DemoAccount[] Accounts =
    [
        new("qinghe", "qinghe_tea", "Qinghe Tea House", AccountType.Service, AccountCategory.Food, "林薇"),
        new("qinghe", "qinghe_select", "清禾优选", AccountType.Service, AccountCategory.Retail, "林薇"),
        new("qinghe", "qinghe_gifts", "Qinghe Gifts", AccountType.Service, AccountCategory.Retail, "林薇"),
        new("lantern", "lantern_noodle", "Lantern Noodle Bar", AccountType.Service, AccountCategory.Food, "黄波"),
        new("yuelai", "yuelai_books", "Yuelai Books", AccountType.Subscription, AccountCategory.Culture, "徐宁"),
    ];

    /// <summary>Organisations that only wait in the review queue.</summary>
    private static readonly (string Slug, string Legal, EntityType Type, string Organisation, DemoAccount Account)[] Waiting =
    [
        Row(
            "haizhu-library",
            "海珠演示区图书馆",
            EntityType.Government,
            "0075A3B1",
            "haizhu_library",
            "Haizhu District Library",
            AccountCategory.Government,
            "周敏"
        ),
        Row(
            "blue-whale",
            "广州蓝鲸洗衣服务有限公司",
            EntityType.Company,
            "MA6B2W8L",
            "blue_whale_laundry",
            "Blue Whale Laundry",
            AccountCategory.LocalServices,
            "何舟"
        ),
        Row(
            "nanan-bikes",
            "广州南岸单车维修店",
            EntityType.SoleTrader,
            "MA7N4B6K",
            "nanan_bike_repair",
            "Nan’an Bike Repair",
            AccountCategory.LocalServices,
            "梁安"
        ),
        Row(
            "morning-bell",
            "广州晨钟大药房有限公司",
            EntityType.Company,
            "MA8M3P5Y",
            "morning_bell_rx",
            "Morning Bell Pharmacy",
            AccountCategory.Medical,
            "钟晨"
        ),
        Row(
            "old-street",
            "广州老街影像工作室",
            EntityType.SoleTrader,
            "MA2K7F9D",
            "old_street_photo",
            "Old Street Photo Lab",
            AccountCategory.Culture,
            "邓影"
        ),
        Row(
            "harbour-florist",
            "广州海港花店有限公司",
            EntityType.Company,
            "MA3F6G8H",
            "harbour_florist",
            "Harbour Florist",
            AccountCategory.Retail,
            "花蕾"
        ),
    ];

    /// <summary>Public accounts and their cases: two certified, one of them to be renewed, one sent back, eight waiting.</summary>
    private async Task SeedCertification(CancellationToken ct)
    {
        foreach (var row in Waiting)
        {
            var email = $"owner@{row.Slug}.example";
            var user = await people.CreateUser(Seed, new NewUser(email, row.Account.Person, null, null, "zh-CN", IsDemo: true), ct);
            _actors[email] = Actor.User(user, row.Account.Person, "seed");
            var code = CreditCodeRules.Complete("91440101" + row.Organisation);
            await merchants.Register(_actors[email], new MerchantForm(row.Slug, row.Legal, row.Account.Name, row.Type, code), ct);
        }

        foreach (var account in Accounts)
        {
            await SeedCase(account, Owner(account.Merchant), ct);
            if (account.Handle == "qinghe_tea")
            {
                await Certify(ct);
            }
            else if (account.Handle == "qinghe_select")
            {
                await SendBack(ct);
            }
            else if (account.Handle == "qinghe_gifts")
            {
                await Certify(ct);
                await NearItsEnd(account.Handle, ct);
            }
        }

        foreach (var row in Waiting)
        {
            await SeedCase(row.Account, _actors[$"owner@{row.Slug}.example"], ct);
        }
    }

    private Actor Owner(string merchant) =>
        merchant switch
        {
            "qinghe" => _actors[DemoPeople.Merchant.Email],
            "lantern" => _actors["huang.bo@lantern.example"],
            _ => _actors["xu.ning@yuelai.example"],
        };

    private async Task SeedCase(DemoAccount demo, Actor owner, CancellationToken ct)
    {
        var today = zone.Today(clock);
        var form = new AccountForm(demo.Type, demo.Handle, demo.Name, demo.Category, $"{demo.Name} · demo account / 演示账号");
        await accounts.Register(owner, demo.Merchant, form, ct);
        var sheet = await merchants.Sheet(owner, demo.Merchant, ct);
        var until = today.AddYears(14);
        var letter = today.AddDays(-2);
        var number = DemoNumber(demo.Handle);
        const string mobile = "13800005206";
        await certification.Fill(
            owner,
            demo.Merchant,
            demo.Handle,
            new ApplicationForm(sheet.LegalName, sheet.CreditCode, demo.Person, number, demo.Person, mobile, until, letter),
            ct
        );
        var licence = Specimen.Licence(sheet.LegalName, sheet.CreditCode, demo.Person, until);
        await certification.Attach(owner, demo.Merchant, demo.Handle, DocumentKind.BusinessLicence, "licence.pdf", licence, ct);
        var card = Specimen.Card(number, demo.Handle.Replace('_', ' '));
        await certification.Attach(owner, demo.Merchant, demo.Handle, DocumentKind.LegalRepresentativeId, "id-front.png", card, ct);
        var paper = Specimen.Letter(sheet.LegalName, sheet.CreditCode, demo.Name, demo.Person, mobile, letter);
        await certification.Attach(owner, demo.Merchant, demo.Handle, DocumentKind.AuthorisationLetter, "authorisation.pdf", paper, ct);
        await certification.PayAndSubmit(owner, demo.Merchant, demo.Handle, ct);
    }

    private async Task Certify(CancellationToken ct)
    {
        var reviewer = _actors[DemoPeople.Reviewer.Email];
        var number = await review.StartNext(reviewer, ct);
        foreach (var item in ChecklistRules.All)
        {
            await review.Answer(reviewer, number, item, true, null, ct);
        }

        await Decide(reviewer, number, new DecisionForm(DecisionKind.Approve), ct);
    }

    /// <summary>Moves a badge's year back: no service can, because nobody should.</summary>
    private async Task NearItsEnd(string handle, CancellationToken ct)
    {
        var until = zone.Today(clock).AddDays(CertificationPolicies.RenewalDays.Standard - 20);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var account = await db.PublicAccounts.SingleAsync(row => row.Handle == handle, ct);
        db.Entry(account).Property(row => row.CertifiedUntil).CurrentValue = until;
        await db.SaveChangesAsync(ct);
    }

    private async Task SendBack(CancellationToken ct)
    {
        const string asked =
            "The company seal is cut off at the right edge. Upload a letter dated within the last 90 days with the whole seal visible.";
        var reviewer = _actors[DemoPeople.Reviewer.Email];
        var number = await review.StartNext(reviewer, ct);
        foreach (var item in ChecklistRules.All.Where(item => item != ChecklistItem.SealWhole))
        {
            await review.Answer(reviewer, number, item, true, null, ct);
        }

        await review.Answer(reviewer, number, ChecklistItem.SealWhole, false, asked, ct);
        RemarkForm[] remarks = [new(RemarkSubject.AuthorisationLetter, asked)];
        await Decide(reviewer, number, new DecisionForm(DecisionKind.RequestChanges, Remarks: remarks), ct);
    }

    /// <summary>
    /// Decides as reviewers do. The time in which they may take it back is moved on in the database: nobody is there who could, and the next
    /// steps of the story follow at once.
    /// </summary>
    private async Task Decide(Actor reviewer, string number, DecisionForm decision, CancellationToken ct)
    {
        await review.Decide(reviewer, number, decision, ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var kept = await db.CaseDecisions.OrderByDescending(row => row.Id).FirstAsync(ct);
        db.Entry(kept).Property(row => row.EffectiveUtc).CurrentValue = kept.DecidedUtc;
        await db.SaveChangesAsync(ct);
        if (!await review.CarryOut(Actor.System("certification"), kept.Id, ct))
        {
            throw new InvalidOperationException($"The demo's decision on {number} was not carried out.");
        }
    }

    /// <summary>A number with a true check digit of somebody born in 1880: nobody's.</summary>
    private static string DemoNumber(string handle)
    {
        var serial = handle.Sum(letter => letter) % 999;
        var first = string.Create(CultureInfo.InvariantCulture, $"44010118800101{serial:000}");
        return first + IdentityNumberRules.CheckDigit(first);
    }

    private static (string, string, EntityType, string, DemoAccount) Row(
        string slug,
        string legal,
        EntityType type,
        string organisation,
        string handle,
        string name,
        AccountCategory category,
        string person
    ) => (slug, legal, type, organisation, new DemoAccount(slug, handle, name, AccountType.Service, category, person));
}

/// <summary>A public account of the demo and who runs it.</summary>
internal sealed record DemoAccount(string Merchant, string Handle, string Name, AccountType Type, AccountCategory Category, string Person);
