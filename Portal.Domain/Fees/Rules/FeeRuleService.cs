using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

public enum FeeRuleState
{
    Coming,
    InForce,
    Ended,
}

/// <summary>One line of a preview: what an amount would cost, and what refunding half of it would give back.</summary>
public sealed record FeePreviewRow(long GrossMinor, long FeeMinor, long ReturnedOnHalfMinor);

/// <summary>
/// Fee rules: versions with dates, never edits. A person proposes one and another person of finance publishes it by agreeing; overlapping
/// rules for the same target are refused at both steps.
/// </summary>
public sealed class FeeRuleService
{
    /// <summary>Letters that a rule's name may have.</summary>
    public const int NameMax = FeeRule.NameMax;

    /// <summary>Letters that an owner's name may have.</summary>
    public const int OwnerMax = FeeRule.OwnerMax;

    private static readonly long[] PreviewAmounts = [1, 84, 1_000, 7_500, 100_000, 999_999, 50_000_000];

    private readonly Acts _acts;
    private readonly ApprovalRequests _desk;
    private readonly PaymentSource _payments;
    private readonly FeePublisher _publisher;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;

    internal FeeRuleService(Acts acts, ApprovalRequests desk, PaymentSource payments, SettlementZone zone, TimeProvider clock) =>
        (_acts, _desk, _payments, _zone, _clock, _publisher) = (acts, desk, payments, zone, clock, new(payments));

    /// <summary>All rules, those in force first.</summary>
    public async Task<IReadOnlyList<FeeRuleRow>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        var now = _clock.UtcNow();
        var rules = await act.Db.FeeRules.AsNoTracking().ToListAsync(ct);
        var ids = rules.Select(rule => rule.MerchantId).OfType<long>().ToArray();
        var merchants = await act
            .Db.Merchants.Where(merchant => ids.Contains(merchant.Id))
            .ToDictionaryAsync(merchant => merchant.Id, merchant => (merchant.Slug, merchant.DisplayName), ct);
        var accountIds = rules.Select(rule => rule.GatewayAccountId).OfType<long>().ToArray();
        var accounts = await _payments.Numbers(act.Db, accountIds, ct);
        var waived = await Waived(act.Db, rules, ct);
        return
        [
            .. rules
                .Select(rule =>
                    Row(rule, rule.MerchantId is { } id ? merchants[id] : (null, null), now) with
                    {
                        Account = rule.GatewayAccountId is { } account ? accounts.GetValueOrDefault(account) : null,
                        WaivedMinor = waived.GetValueOrDefault(rule.Id),
                    }
                )
                .OrderBy(row =>
                    row.State switch
                    {
                        FeeRuleState.InForce => 0,
                        FeeRuleState.Coming => 1,
                        FeeRuleState.Ended => 2,
                    }
                )
                .ThenBy(row => row.Scope)
                .ThenByDescending(row => row.FromUtc)
                .ThenBy(row => row.Id),
        ];
    }

    /// <summary>What the terms would charge on some amounts, to look at before saving.</summary>
    /// <exception cref="Refusal">The terms are out of range.</exception>
    public async Task<IReadOnlyList<FeePreviewRow>> Preview(Actor actor, FeeTerms terms, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        FeeChecks.Check(terms);
        return
        [
            .. PreviewAmounts.Select(gross =>
            {
                var fee = FeeArithmetic.Charge(terms, gross);
                return new FeePreviewRow(gross, fee, FeeArithmetic.Return(terms, gross, fee, 0, gross / 2));
            }),
        ];
    }

    /// <summary>What a payment, a refund, a transfer, a payout or a month would cost, with the rule and the arithmetic.</summary>
    /// <exception cref="Refusal">No such merchant; the amount is out of range.</exception>
    public async Task<FeeTrial> Try(Actor actor, FeeTrialAsk ask, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        return await FeeTrials.Try(act.Db, ask, _zone, ct);
    }

    /// <summary>What each waiver has cost to date.</summary>
    private static async Task<Dictionary<long, long>> Waived(PortalDb db, List<FeeRule> rules, CancellationToken ct)
    {
        var waivers = rules.Where(rule => rule.Nature == FeeNature.Waiver).Select(rule => (long?)rule.Id).ToArray();
        if (waivers.Length == 0)
        {
            return [];
        }

        var ofPayments = await db
            .Fees.Where(fee => fee.WaiverEntryId != null && waivers.Contains(fee.WaiverId))
            .GroupBy(fee => fee.WaiverId!.Value)
            .Select(group => new { group.Key, Sum = group.Sum(fee => fee.PaymentId != null ? fee.WaivedMinor : -fee.WaivedMinor) })
            .ToListAsync(ct);
        var ofServices = await db
            .ServiceFees.Where(fee => fee.WaiverEntryId != null && waivers.Contains(fee.WaiverId))
            .GroupBy(fee => fee.WaiverId!.Value)
            .Select(group => new { group.Key, Sum = group.Sum(fee => fee.WaivedMinor) })
            .ToListAsync(ct);
        return ofPayments.Concat(ofServices).GroupBy(row => row.Key).ToDictionary(group => group.Key, group => group.Sum(row => row.Sum));
    }

    /// <summary>Proposals of rules that wait or were decided lately, newest first.</summary>
    public async Task<IReadOnlyList<ApprovalRow>> Proposals(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        return await ApprovalListService.History(act.Db, act.Db.Approvals.Where(row => row.Kind == FeeRuleApproval.KindName), ct);
    }

    /// <summary>What an approval proposed, as a rule that never was: to write a new proposal from.</summary>
    /// <exception cref="Refusal">Not found: no approval of a fee rule has this number.</exception>
    public async Task<FeeRuleRow> Proposed(Actor actor, string approvalNumber, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        var found =
            await act
                .Db.Approvals.Where(row => row.Kind == FeeRuleApproval.KindName && row.Number == approvalNumber)
                .Join(act.Db.FeeProposals, row => row.SubjectId, proposal => proposal.Id, (row, proposal) => new { row.Reason, proposal })
                .AsNoTracking()
                .SingleOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
        var (draft, madeUtc) = (found.proposal.Read(), found.proposal.MadeUtc);
        var target = await _publisher.Target(act.Db, draft, ct);
        return Row(FeeRule.Of(draft, target, null, string.Empty, madeUtc), (draft.Merchant, null), _clock.UtcNow()) with
        {
            // A plain rule keeps no reason of its own: what was written stands on the approval.
            Why = found.Reason,
            Account = draft.Account,
            ReplacesId = draft.ReplacesId,
        };
    }

    /// <summary>
    /// Proposes a rule; with <see cref="FeeRuleDraft.ReplacesId"/>, as the next version of that one. Nothing is charged by it until another
    /// person of finance agrees. Returns the approval's number.
    /// </summary>
    /// <exception cref="Refusal">Terms out of range; overlap with another rule for the same target; begins before fees already charged.</exception>
    public async Task<string> Propose(Actor actor, FeeRuleDraft draft, string reason, string key, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ManageFees, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var now = _clock.UtcNow();
        var plan = await _publisher.Plan(act.Db, draft, actor.Name, now, ct);
        var row = FeeProposal.Of(draft, plan.Made.MerchantId, now);
        act.Db.FeeProposals.Add(row);
        await act.Save();
        var before = plan.Replaces is { } old ? FeeProposal.Content(old, plan.ReplacesUntil, draft) : [];
        var proposal = new Proposal(FeeRuleApproval.KindName, row.Id, plan.Made.Name, before, reason, key, plan.Made.MerchantId);
        var approval = await _desk.Propose(act.Db, actor, proposal, ct);
        await act.Commit();
        return approval.Number;
    }

    /// <summary>Publishes a rule without a second person: the operator's shell and the seeder, where there is none.</summary>
    /// <exception cref="Refusal">As for proposing.</exception>
    public async Task<long> Publish(Actor actor, FeeRuleDraft draft, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.PublishFees, ct);
        await act.Begin();
        var made = await _publisher.Publish(act.Db, draft, actor, actor.Name, null, _clock.UtcNow(), ct);
        await act.Commit();
        return made.Id;
    }

    private static FeeRuleRow Row(FeeRule rule, (string? Slug, string? Name) merchant, DateTime now) =>
        new(
            rule.Id,
            rule.Name,
            rule.Edition,
            rule.Scope,
            merchant.Slug,
            merchant.Name,
            rule.Channel,
            rule.Currency,
            rule.Terms,
            rule.FromUtc,
            rule.ToUtc,
            rule.ReplacesId,
            rule.MadeBy,
            rule.MadeUtc,
            rule.ApprovedBy,
            rule.ApprovalNumber,
            rule.FromUtc > now ? FeeRuleState.Coming
                : rule.Covers(now) ? FeeRuleState.InForce
                : FeeRuleState.Ended,
            rule.Kind,
            rule.Nature,
            rule.Category,
            null,
            rule.Owner,
            rule.Why,
            0
        );
}
