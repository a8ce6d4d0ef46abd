using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Components.Approvals;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Payments;
using Portal.Tests.Banking;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.MoneyActCases;

namespace Portal.Tests.Approvals;

/// <summary>What is left of acts of money: the proof that finds one without its second person, and the words of what was agreed to.</summary>
public sealed class MoneyActProofTests
{
    private const long Small = 500_00;
    private const long Large = 2_000_00;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Verify_finds_an_act_above_the_limit_without_a_second_person(Provider provider)
    {
        (string What, string Corruption)[] corruptions =
        [
            ("alone above the limit", """UPDATE "MoneyActs" SET "State" = 'Alone' WHERE "State" = 'Agreed'"""),
            (
                "an amount made larger",
                """UPDATE "MoneyActs" SET "AmountMinor" = 100001 WHERE "State" = 'Alone' AND "Kind" = 'exception-assign'"""
            ),
            ("the agreement gone", """UPDATE "Approvals" SET "State" = 'Withdrawn' WHERE "Kind" = 'gateway-account'"""),
            (
                "asked by the one who agreed",
                """UPDATE "MoneyActs" SET "ActorId" = (SELECT MAX("DecidedById") FROM "Approvals") WHERE "State" = 'Agreed'"""
            ),
            ("done by nobody", """DELETE FROM "MoneyActs" WHERE "Kind" = 'exception-assign'"""),
            ("a bill taken by nobody", """DELETE FROM "MoneyActs" WHERE "Kind" = 'bill-accept'"""),
            ("a statement taken by nobody", """DELETE FROM "MoneyActs" WHERE "Kind" = 'bank-statement'"""),
            ("a stop lifted by nobody", """DELETE FROM "MoneyActs" WHERE "Kind" = 'payout-release'"""),
            ("a number given by nobody", """DELETE FROM "MoneyActs" WHERE "Kind" = 'gateway-account'"""),
            ("still waiting after the agreement", """UPDATE "MoneyActs" SET "State" = 'Asked' WHERE "State" = 'Agreed'"""),
        ];
        await using var world = await World.Create(provider);
        var (maker, checker) = await world.Finance();
        foreach (var (kind, make) in All)
        {
            var act = await make(world, kind == ExceptionAssignApproval.KindName ? Small : Large);
            if (await act.Do(maker) is { } number)
            {
                await world.Approve(checker, number);
            }
        }

        await world.Clear();
        await world.AssertProven();
        var unnoticed = new List<string>();
        foreach (var (what, corruption) in corruptions)
        {
            await using var db = world.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            if (await db.Database.ExecuteSqlRawAsync(corruption, Ct) == 0)
            {
                unnoticed.Add($"touches nothing: {what}");
            }

            var proof = await world.Get<IEnumerable<IProof>>().Single(one => one.Id == "I-40").Check(db, Ct);
            if (proof.Ok)
            {
                unnoticed.Add(what);
            }
        }

        Assert.Empty(unnoticed);
    }

    [Theory, BothDatabases]
    public async Task A_typed_reason_that_reads_like_the_machines_words_decides_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, _) = await world.Finance();
        string[] words = ["payment-arrived", "payment-assigned", "gateway-account"];
        foreach (var word in words)
        {
            Assert.Null(await (await Assign(world, 100_00, null, why: word)).Do(maker));
        }

        await world.AssertProven();
        foreach (var word in words)
        {
            await using var db = world.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            Assert.Equal(1, await db.MoneyActs.Where(row => row.Why == word).ExecuteDeleteAsync(Ct));
            Assert.False((await world.Get<IEnumerable<IProof>>().Single(one => one.Id == "I-40").Check(db, Ct)).Ok, word);
        }
    }

    [Fact]
    public async Task All_that_is_agreed_to_is_shown_in_words_of_both_languages()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (maker, checker) = await world.Finance();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var mute = new List<string>();
        foreach (var (kind, make) in All)
        {
            var number = (await (await make(world, Large)).Do(maker))!;
            var page = await world.Get<ApprovalListService>().Read(checker, number, Ct);
            var shown = ApprovalLabels.Shown(page.Lines).Select(line => line.Field).ToList();
            mute.AddRange(page.Lines.Select(line => line.Field).Except(shown).Select(field => $"{kind}: {field} is hashed and not shown"));
            foreach (var culture in new[] { "en", "zh-CN" }.Select(name => new CultureInfo(name)))
            {
                CultureInfo.CurrentUICulture = culture;
                string[] keys =
                [
                    $"Kind_{kind.Replace('-', '_')}",
                    $"Deciders_{kind.Replace('-', '_')}",
                    .. shown.Select(field => "Field_" + field),
                ];
                var texts = Portal.Resources.ApprovalsTexts.ResourceManager;
                mute.AddRange(keys.Where(key => texts.GetString(key, culture) is null).Select(key => $"{culture}: {key}"));
                // A code of ours or a bare number of minor units is no word.
                mute.AddRange(
                    page.Lines.Where(line => line.After is { Length: > 0 })
                        .Where(line => ApprovalLabels.Value(line.Field, line.After, "CNY", zone) == line.After && IsCode(line))
                        .Select(line => $"{culture}: {kind} {line.Field} reads {line.After}")
                );
            }
        }

        Assert.Empty(mute.Distinct());

        static bool IsCode(ContentLine line) =>
            line.After == Large.ToString(CultureInfo.InvariantCulture)
            || line.After is "yes" or "no"
            || (
                !int.TryParse(line.After, CultureInfo.InvariantCulture, out _)
                && (
                    Enum.TryParse<HeldReason>(line.After, out _)
                    || Enum.TryParse<ExceptionKind>(line.After, out _)
                    || Enum.TryParse<BankHeldReason>(line.After, out _)
                )
            );
    }
}
