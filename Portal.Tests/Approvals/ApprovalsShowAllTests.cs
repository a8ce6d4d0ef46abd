using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Approvals;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Fees;
using Portal.Domain.Operations;
using Portal.Domain.Settlement;
using Portal.Tests.Banking;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Approvals;

/// <summary>Whoever agrees sees what they agree to: every value that goes into the hash stands on the page, in both languages.</summary>
public sealed class ApprovalsShowAllTests : BunitContext
{
    /// <summary>How something of each kind is proposed. A kind without a line here fails: nobody has looked what its page shows.</summary>
    private static readonly Dictionary<string, Func<World, Task<string>>> Proposals = new(StringComparer.Ordinal)
    {
        [BankAccountApproval.KindName] = async world => await world.ProposeBank((await world.Organisation("bank")).Owner, "bank"),
        [FeeRuleApproval.KindName] = async world =>
        {
            var maker = await world.Person("fee-maker", StaffRole.FinanceOfficer);
            var rules = world.Get<FeeRuleService>();
            var standard = (await rules.List(maker, default)).Single();
            return await rules.Propose(
                maker,
                Fee(standard.Name, null) with
                {
                    ReplacesId = standard.Id,
                },
                "Cheaper.",
                ApprovalWorld.Key,
                default
            );
        },
        [SettlementTermsApproval.KindName] = async world =>
        {
            await world.Organisation("terms");
            var maker = await world.Person("terms-maker", StaffRole.FinanceOfficer);
            var terms = CycleTerms.Default with { MinimumMinor = 5_000, ReservePartsPerMillion = 100_000, ReserveDays = 3 };
            return await world
                .Get<SettlementTermsService>()
                .Propose(maker, "terms", BankWorld.Today.AddDays(3), terms, "New.", ApprovalWorld.Key, default);
        },
        [AdjustmentApproval.KindName] = async world =>
        {
            await world.Organisation("adjust");
            var maker = await world.Person("adjust-maker", StaffRole.FinanceOfficer);
            var form = new AdjustmentForm(
                "adjust",
                12_34,
                AdjustmentReason.Goodwill,
                "By phone",
                AdjustmentAccount.Adjustments,
                null,
                null
            );
            return await world.Get<AdjustmentService>().Propose(maker, form, ApprovalWorld.Key, default);
        },
        [VatRateApproval.KindName] = async world =>
        {
            var maker = await world.Person("vat-maker", StaffRole.FinanceOfficer);
            return await world.Get<VatRateService>().Propose(maker, BankWorld.Today.AddDays(40), 30_000, "Law", ApprovalWorld.Key, default);
        },
        [PayoutBatchApproval.KindName] = async world =>
        {
            await world.AddOurAccount();
            var payout = await world.Owe("batch", 1, 2_000_00);
            var batch = await world.Batch(await world.Person("batch-maker", StaffRole.FinanceOfficer), payout.Number);
            await using var db = world.Db();
            return await db.Approvals.Where(row => row.Title == batch).Select(row => row.Number).SingleAsync();
        },
        [ReconMatchApproval.KindName] = async world =>
        {
            var (maker, lines) = await Differences(world, 7_00);
            return await world.Get<ReconMatchService>().Propose(maker, lines, false, "The notice says so.", ApprovalWorld.Key, default);
        },
        [ReconAnswerApproval.KindName] = async world =>
        {
            var (maker, lines) = await Differences(world, 9_00);
            return await world
                .Get<ReconciliationService>()
                .Propose(maker, lines[0], ReconAnswer.IsWithdrawal, "The gateway says so.", ApprovalWorld.Key, default);
        },
        [PolicyApproval.KindName] = async world =>
        {
            var maker = await world.Person("setting-maker", StaffRole.Administrator);
            return (await world.Ask(maker, OperationsPolicies.PayoutAloneMaxYuan, "1000000")).Approval!;
        },
        [StaffRoleKind.KindName] = async world =>
        {
            var maker = await world.Person("role-maker", StaffRole.Administrator);
            var person = await world.Person("role-person");
            return await world
                .Get<RoleGrantService>()
                .ProposeStaff(maker, person.UserId, StaffRole.FinanceApprover, "New.", ApprovalWorld.Key, default);
        },
        [MemberRoleKind.KindName] = async world =>
        {
            var (merchant, owner) = await world.Organisation("member");
            await world.Member(merchant, MerchantRole.Owner, "member-second");
            var editor = await world.Member(merchant, MerchantRole.ContentEditor, "member-editor");
            return (await world.Give(owner, "member", editor.UserId, MerchantRole.FinanceManager, "Books.", ApprovalWorld.Key))!;
        },
        [PersonUnlinkApproval.KindName] = async world =>
        {
            var admin = await world.Person("unlink-admin", StaffRole.Administrator);
            await world.Person("unlink-one");
            await world.Person("unlink-other");
            var links = world.Get<PersonLinkService>();
            await links.Link(Actor.Operator, "unlink-one@example.test", "unlink-other@example.test", "Told us so.", default);
            var id = (await links.List(admin, new PageAsk(), default)).Rows.Single().Id;
            return await links.ProposeUnlink(admin, id, "They are siblings.", ApprovalWorld.Key, default);
        },
    };

    /// <summary>Names that are the same in both languages because they are somebody's own, or digits.</summary>
    private static readonly string[] Judged = ["seal"];

    [Fact]
    public async Task Every_value_that_is_hashed_stands_on_the_page_in_both_languages()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var kinds = world.Services.GetServices<IApprovalHandler>().Select(kind => kind.Name).Order(StringComparer.Ordinal).ToList();
        var proposals = Every();
        Assert.Equal(kinds, proposals.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Judged, ApprovalLabels.Technical.Keys);
        var wrong = new List<string>();
        foreach (var (kind, propose) in proposals)
        {
            // A world each: no kind's rows are another one's.
            await using var own = await World.Create(Provider.Sqlite);
            var number = await propose(own);
            await using var db = own.Db();
            var approval = await db.Approvals.SingleAsync(row => row.Number == number);
            Assert.Equal(kind, approval.Kind);
            var lines = Lines(approval);
            wrong.AddRange(Seen(kind, lines, "en").Concat(Seen(kind, lines, "zh-CN")));
            // A label that is its key in one language is no label.
            wrong.AddRange(
                lines
                    .Where(line =>
                        !ApprovalLabels.Technical.ContainsKey(line.Field) && Label(line.Field, "en") == Label(line.Field, "zh-CN")
                    )
                    .Select(line => $"{kind}.{line.Field}: one label")
            );
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>With the acts of money, each above what one person may do alone.</summary>
    private static Dictionary<string, Func<World, Task<string>>> Every()
    {
        var every = new Dictionary<string, Func<World, Task<string>>>(Proposals, StringComparer.Ordinal);
        foreach (var (kind, make) in MoneyActCases.All)
        {
            every.Add(
                kind,
                async world =>
                {
                    var (maker, _) = await world.Finance();
                    return (await (await make(world, 2_000_00)).Do(maker))!;
                }
            );
        }

        return every;
    }

    /// <summary>The canonical content itself, field by field: not what the page says it shows.</summary>
    private static List<ContentLine> Lines(Approval approval)
    {
        var (before, after) = (Canonical.Read(approval.Before), Canonical.Read(approval.Content));
        Assert.Equal(approval.Hash, Canonical.Hash(approval.Kind, approval.SubjectId, Canonical.Text(after)));
        return [.. after.Select(one => new ContentLine(one.Key, before.GetValueOrDefault(one.Key), one.Value))];
    }

    private IEnumerable<string> Seen(string kind, IReadOnlyList<ContentLine> lines, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(language);
        var table = Render<ApprovalComparison>(parameters =>
            parameters.Add(one => one.Lines, lines).Add(one => one.Zone, TimeZoneInfo.Utc)
        );
        var rows = table
            .FindAll("tbody tr")
            .ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim(), row => row.QuerySelectorAll("td")[^1].TextContent.Trim());
        foreach (var line in lines.Where(line => !ApprovalLabels.Technical.ContainsKey(line.Field) && line.After is not null))
        {
            var label = Label(line.Field, language);
            if (!rows.TryGetValue(label, out var shown) || label.StartsWith("Field_", StringComparison.Ordinal))
            {
                yield return $"{kind}.{line.Field}: not on the page ({language})";
            }
            else if (shown.Length == 0 || (IsCode(line.After!) && shown.StartsWith(line.After!, StringComparison.Ordinal)))
            {
                yield return $"{kind}.{line.Field}: shown as the code '{shown}' ({language})";
            }
        }
    }

    private static string Label(string field, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(language);
        return ApprovalLabels.Field(field);
    }

    /// <summary>The name of something in the program, as FinanceApprover: two capitals and no blank.</summary>
    private static bool IsCode(string value) =>
        value.Length > 0
        && value.All(char.IsAsciiLetter)
        && char.IsAsciiLetterUpper(value[0])
        && value.Skip(1).Any(char.IsAsciiLetterUpper)
        && value.Any(char.IsAsciiLetterLower);

    private static async Task<(Actor Maker, long[] Lines)> Differences(World world, long fen)
    {
        await world.AddOurAccount();
        var maker = await world.Person("recon-maker", StaffRole.FinanceOfficer);
        await world.Bank(new CamtText("d1", 0, BankWorld.Today).In("B=1; x", fen, text: "wrong").Out("B2", fen).Xml());
        await world.Get<ReconciliationService>().Run(maker, default);
        await using var db = world.Db();
        return (maker, await db.ReconItems.OrderBy(row => row.Id).Select(row => row.Id).ToArrayAsync());
    }
}
