using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>What the bank answered when it was asked about a transfer it had been silent about.</summary>
public enum BankAnswer
{
    /// <summary>It has it and is working on it.</summary>
    InProgress,

    /// <summary>It will not or did not do it.</summary>
    Refused,
}

/// <summary>Puts payouts together, has them agreed to, and says what became of the file. Money leaves only through a bank file.</summary>
public sealed class PayoutBatchService
{
    /// <summary>What approvals of batches are called.</summary>
    public const string ApprovalKind = PayoutBatchApproval.KindName;

    /// <summary>Payouts that leave together at most.</summary>
    public const int PayoutsMax = PayoutBatch.PayoutsMax;

    private const int WhyMax = 300;

    /// <summary>Who agreed to a batch that needed no second person.</summary>
    public const string Policy = OwnWord.Mark + "policy";

    private readonly Acts _acts;
    private readonly ApprovalRequests _desk;
    private readonly TransferMoney _money;
    private readonly TransferRefusedApproval _refusing;
    private readonly MoneyActRequests _moneyActs;
    private readonly IEnumerable<IStepUp> _stepUps;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;

    internal PayoutBatchService(
        Acts acts,
        ApprovalRequests desk,
        TransferMoney money,
        TransferRefusedApproval refusing,
        MoneyActRequests moneyActs,
        IEnumerable<IStepUp> stepUps,
        SettlementZone zone,
        TimeProvider clock
    ) =>
        (_acts, _desk, _money, _refusing, _moneyActs, _stepUps, _zone, _clock) = (
            acts,
            desk,
            money,
            refusing,
            moneyActs,
            stepUps,
            zone,
            clock
        );

    /// <summary>Makes a batch of payouts and asks a second person. Returns the batch's number.</summary>
    /// <exception cref="Refusal">None chosen, too many; one is taken or cannot leave; the day is past; no reason.</exception>
    public async Task<string> Propose(Actor actor, BatchDraft draft, string key, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ProposePayouts, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return await act.Db.PayoutBatches.Where(row => row.Id == done.SubjectId).Select(row => row.Number).SingleAsync(ct);
        }

        var today = _zone.Today(_clock);
        Refusal.Unless(draft.Payouts.Count > 0, BankingRefusals.NothingChosen);
        Refusal.Unless(draft.Payouts.Count <= PayoutBatch.PayoutsMax, BankingRefusals.TooMany, PayoutBatch.PayoutsMax);
        if (draft.ExecutionDay < today)
        {
            throw new Refusal(BankingRefusals.DayPast).On(nameof(BatchDraft.ExecutionDay));
        }

        await act.Lock("payouts");
        var account = await act.Db.OperatorAccounts.SingleOrDefaultAsync(row => row.Name == draft.Account, ct) ?? throw Refusal.NotFound();
        var payouts = await Chosen(act.Db, draft, ct);
        var now = _clock.UtcNow();
        var plan = await PayoutPlan.Of(act.Db, payouts, account.Currency, now, ct);
        if (plan.Lines.FirstOrDefault(line => line.Hurdle is not null) is { } stuck)
        {
            throw new Refusal(BankingRefusals.CannotLeave, stuck.Payout.Number);
        }

        var serial = await Sequences.Next(act.Db, Things.PayoutBatch.Of(today), ct);
        var batch = PayoutBatch.Propose(today, serial, account, draft.ExecutionDay, plan, actor, now);
        act.Db.PayoutBatches.Add(batch);
        await act.Save();
        foreach (var payout in payouts)
        {
            payout.PutInto(batch.Id);
        }

        act.Audit(
            "payout-batch.proposed",
            "payout-batch",
            batch.Number,
            after: new
            {
                batch.Payouts,
                batch.TotalMinor,
                batch.Plan,
            }
        );
        await act.Save();
        await Ask(act.Db, actor, batch, draft, key, ct);
        await act.Commit();
        return batch.Number;
    }

    /// <summary>Lets the payouts of an approved batch go again, before its file is written: an account changed, say.</summary>
    /// <exception cref="Refusal">No such batch; not approved, or its file is written; no reason.</exception>
    public async Task Cancel(Actor actor, string number, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ProposePayouts, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        await act.Lock("payout-file");
        var batch = await Find(act.Db, number, ct);
        Refusal.Unless(batch.State == BatchState.Approved, BankingRefusals.BatchState, number);
        await PayoutBatchApproval.Release(act.Db, batch, ct);
        await act.Commit("payout-batch.cancelled", "payout-batch", batch.Number, why: reason);
    }

    /// <summary>Notes that the bank has the file. Saying it again changes nothing.</summary>
    /// <exception cref="Refusal">No such batch; its file is not written yet.</exception>
    public async Task MarkSent(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.SendPayouts, ct);
        await act.Lock("payout-file");
        var batch = await Find(act.Db, number, ct);
        if (batch.HasLeft)
        {
            return;
        }

        await Send(act.Db, actor, batch, ct);
        await act.Commit();
    }

    /// <summary>
    /// Writes down what the bank answered about a transfer whose fate was unknown. Only a bank statement makes it paid. That it was refused means
    /// that it is paid once more: above what one person may do alone that waits for a second one, and the approval's number is returned.
    /// </summary>
    /// <exception cref="Refusal">No such transfer; its fate is known; no reason; the same waits for a second person.</exception>
    public async Task<string?> Answer(Actor actor, string transfer, BankAnswer answer, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.SendPayouts, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        await act.Begin();
        var id = await act.Db.BankTransfers.Where(one => one.EndToEndId == transfer).Select(one => one.Id).SingleOrDefaultAsync(ct);
        if (answer != BankAnswer.Refused)
        {
            // The approval before the lock, as one who approves takes them.
            await MoneyActRequests.CallOff(act.Db, actor, TransferRefusedApproval.KindName, [id], ct);
        }

        await act.Lock("bank-answers");
        var row = await act.Db.BankTransfers.SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(row.State == TransferState.Unknown, BankingRefusals.NotUnknown, transfer);
        string? asked = null;
        if (answer == BankAnswer.Refused)
        {
            asked = await Refuse(act.Db, actor, row, reason, ct);
        }
        else
        {
            row.Reach(TransferState.Sent, _clock.UtcNow());
            await _money.Settle(act.Db, row.PayoutId, null, ct);
            act.Audit("bank-transfer.answered", "payout", transfer, after: new { answer }, why: reason, merchantId: row.MerchantId);
        }

        await act.Commit();
        return asked;
    }

    private async Task<string?> Refuse(PortalDb db, Actor actor, BankTransfer row, string reason, CancellationToken ct)
    {
        var ask = new MoneyAsk(
            TransferRefusedApproval.KindName,
            row.Id,
            row.EndToEndId,
            new Stake(row.AmountMinor, row.Currency),
            row.MerchantId,
            "payout",
            row.EndToEndId,
            reason
        );
        var act = await _moneyActs.Begin(db, actor, ask, ct);
        if (act.State == MoneyActState.Alone)
        {
            await _refusing.Refuse(db, act, row, actor, ct);
        }

        return act.ApprovalNumber;
    }

    /// <summary>Transfers the bank has been silent about for too long: from now on a person asks; nothing is sent again. Returns how many.</summary>
    public async Task<int> Watch(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.WatchPayouts, ct);
        var silence = await act.Db.Policy(OperationsPolicies.PayoutAnswerDays, ct);
        var before = _clock.UtcNow() - silence;
        await act.Lock("bank-answers");
        var silent = await act
            .Db.BankTransfers.Where(row => row.State == TransferState.Sent && row.ChangedUtc < before)
            .OrderBy(row => row.Id)
            .Take(500)
            .ToListAsync(ct);
        foreach (var row in silent)
        {
            row.Reach(TransferState.Unknown, _clock.UtcNow());
        }

        await act.Save();
        foreach (var payout in silent.Select(row => row.PayoutId).Distinct())
        {
            await _money.Settle(act.Db, payout, null, ct);
        }

        foreach (var row in silent)
        {
            var notification = new Notification(
                NoticeKind.PayoutUnknown,
                new NoticeThing("payout", act.Db.Payouts.Local.Single(payout => payout.Id == row.PayoutId).Number),
                $"payout-unknown:{row.EndToEndId}:{row.Version}",
                row.EndToEndId,
                new Money(row.AmountMinor, Currency.Of(row.Currency)),
                (long)silence.TotalDays
            );
            await act.Db.Notify(notification, act.Db.StaffWith(Permit.SendPayouts), ct);
            act.Audit("bank-transfer.silent", "payout", row.EndToEndId, after: new { row.State }, merchantId: row.MerchantId);
        }

        await act.Commit();
        return silent.Count;
    }

    internal async Task Send(PortalDb db, Actor actor, PayoutBatch batch, CancellationToken ct)
    {
        var now = _clock.UtcNow();
        batch.Send(now);
        var transfers = await db.BankTransfers.Where(row => row.BatchId == batch.Id).ToListAsync(ct);
        foreach (var transfer in transfers.Where(row => row.State == TransferState.InFile))
        {
            transfer.Reach(TransferState.Sent, now);
        }

        await db.SaveChangesAsync(ct);
        var payouts = await db.Payouts.Where(row => row.BatchId == batch.Id).ToListAsync(ct);
        foreach (var payout in payouts)
        {
            payout.Reach(
                BankTransfer.Together([.. transfers.Where(row => row.PayoutId == payout.Id).Select(row => row.State)]),
                now,
                payout.Reason
            );
        }

        db.Audit(actor, "payout-batch.sent", "payout-batch", batch.Number, after: new { transfers = transfers.Count });
    }

    private static async Task<List<Payout>> Chosen(PortalDb db, BatchDraft draft, CancellationToken ct)
    {
        var numbers = draft.Payouts.Distinct().ToArray();
        var payouts = await db.Payouts.Where(row => EF.Parameter(numbers).Contains(row.Number)).ToListAsync(ct);
        var missing = numbers.Except(payouts.Select(row => row.Number)).FirstOrDefault();
        var taken = payouts.Find(row => row.State != PayoutState.Proposed || row.BatchId is not null)?.Number;
        return (missing ?? taken) is { } number ? throw new Refusal(SettlementRefusals.PayoutTaken, number) : payouts;
    }

    /// <summary>By policy of the site a small batch needs no second person; it needs proof that it is the first one all the same.</summary>
    private async Task Ask(PortalDb db, Actor actor, PayoutBatch batch, BatchDraft draft, string key, CancellationToken ct)
    {
        // Only the seeder proposes without being a person, where there is nobody yet to agree.
        if (actor.Kind == ActorKind.System || await FitsAlone(db, actor, batch, ct))
        {
            foreach (var stepUp in _stepUps)
            {
                await stepUp.Require(db, actor, ct);
            }

            await PayoutBatchApproval.Approve(db, batch, actor, Policy, _clock.UtcNow(), ct);
            return;
        }

        await _desk.Propose(
            db,
            actor,
            new Proposal(
                PayoutBatchApproval.KindName,
                batch.Id,
                batch.Number,
                new Dictionary<string, string?>(),
                draft.Reason ?? string.Empty,
                key
            ),
            ct
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// What leaves on one person's word in a business day stays within the limit together, whoever proposed it and whomever it goes to: many
    /// small batches are one large one; and so does what reaches one merchant. The limits are in yuan; other currencies always take two.
    /// Inside the lock of payouts.
    /// </summary>
    private async Task<bool> FitsAlone(PortalDb db, Actor actor, PayoutBatch batch, CancellationToken ct)
    {
        var yuan = Currency.Cny;
        if (batch.Currency != yuan.Code)
        {
            return false;
        }

        var limit = (await db.Policy(OperationsPolicies.PayoutAloneMaxYuan, ct)).MinorUnits;
        var (today, since) = (_zone.DayOf(_clock.UtcNow()), _clock.UtcNow().AddDays(-2));
        var recent = await db
            .PayoutBatches.Where(row => row.ApprovedBy == Policy && row.Currency == yuan.Code && row.ApprovedUtc > since)
            .Select(row => new { row.ApprovedUtc, row.TotalMinor })
            .ToListAsync(ct);
        var gone = recent.Where(row => _zone.DayOf(row.ApprovedUtc!.Value) == today).Sum(row => row.TotalMinor);
        return gone + batch.TotalMinor <= limit && await FitsPayees(db, actor, batch, ct);
    }

    private async Task<bool> FitsPayees(PortalDb db, Actor actor, PayoutBatch batch, CancellationToken ct)
    {
        var sums = await db
            .Payouts.Where(row => row.BatchId == batch.Id)
            .GroupBy(row => row.MerchantId)
            .Select(group => new { Merchant = group.Key, Minor = group.Sum(row => row.AmountMinor) })
            .ToDictionaryAsync(sum => sum.Merchant, sum => sum.Minor, ct);
        return await _moneyActs.FitsPayees(db, actor, PayoutBatchApproval.KindName, batch.Id, sums, ct);
    }

    private static async Task<PayoutBatch> Find(PortalDb db, string number, CancellationToken ct) =>
        await db.PayoutBatches.SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
}

/// <summary>What finance chooses: which payouts leave from which account on which day, and why now.</summary>
public sealed record BatchDraft(string Account, IReadOnlyList<string> Payouts, DateOnly ExecutionDay, string? Reason);
