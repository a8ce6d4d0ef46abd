using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Domain.Demo;

/// <summary>
/// Fills an empty site with living data, dated relative to today and made through the services, so that everything in it is legal. Steps are
/// in order; a site that already has people is left alone.
/// </summary>
internal sealed partial class DemoSeeder(
    IDbContextFactory<PortalDb> dbs,
    PeopleService people,
    MerchantService merchants,
    AccountService accounts,
    CertificationService certification,
    ReviewService review,
    OrganisationDemo organisations,
    MessagingDemo messaging,
    BillService bills,
    GatewayAccountService gatewayAccounts,
    FeeRuleService fees,
    FeeWhatIfService whatIfs,
    SettlementService settlement,
    RunPagesService runs,
    SettlementDemo terms,
    BankAccountService bankAccounts,
    BankDemo banking,
    SettlementZone zone,
    TimeProvider clock,
    ILogger<DemoSeeder> logger
)
{
    private static readonly Actor Seed = Actor.System("seed");

    private readonly Dictionary<string, Actor> _actors = [];

    /// <summary>True when the demo was made, false when the site was not empty.</summary>
    public async Task<bool> SeedDemo(CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (await db.Users.AnyAsync(ct))
            {
                return false;
            }
        }

        var started = TimeProvider.System.GetTimestamp();
        foreach (var person in DemoPeople.All)
        {
            var form = new NewUser(person.Email, person.DisplayName, null, person.Staff, "en", IsDemo: true);
            _actors[person.Email] = Actor.User(await people.CreateUser(Seed, form, ct), person.DisplayName, "seed");
        }

        await SeedMerchants(ct);
        await organisations.Fill(_actors, ct);
        await SeedCertification(ct);
        await SeedMessaging(ct);
        await SeedMoney(ct);
        await SeedApprovals(ct);
        await banking.Fill(_actors[DemoPeople.Finance.Email], ct);

        await CloseTheLate(ct);
        await ReadThePast(ct);
        logger.LogInformation("Demo data made in {Seconds:F1} s", TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        return true;
    }

    /// <summary>What lies behind the people of the demo they have read; what asks for something, and the last days, waits at the bell.</summary>
    private async Task ReadThePast(CancellationToken ct)
    {
        NoticeKind[] past =
        [
            NoticeKind.CertificationApproved,
            NoticeKind.InvitationAccepted,
            NoticeKind.BankAccountChanged,
            NoticeKind.MessageHeld,
        ];
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db
            .Notices.Where(row => past.Contains(row.Kind))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadUtc, clock.UtcNow()), ct);
    }

    private async Task SeedMerchants(CancellationToken ct)
    {
        (string Slug, string Legal, string Name, string Email, string Organisation)[] rows =
        [
            ("qinghe", "广州清禾茶业有限公司", "Qinghe Tea House", DemoPeople.Merchant.Email, "MA9Y2K7L"),
            ("lantern", "广州灯下面馆餐饮有限公司", "Lantern Noodle Bar", "huang.bo@lantern.example", "MA5X3P8Q"),
            ("yuelai", "广州悦来书店有限公司", "Yuelai Books", "xu.ning@yuelai.example", "MA4U7T2H"),
        ];
        foreach (var row in rows)
        {
            var code = CreditCodeRules.Complete("91440101" + row.Organisation);
            await merchants.Register(_actors[row.Email], new MerchantForm(row.Slug, row.Legal, row.Name, EntityType.Company, code), ct);
        }
    }
}
