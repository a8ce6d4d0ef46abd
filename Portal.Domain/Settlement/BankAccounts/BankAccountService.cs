using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

public sealed record BankAccountView(
    string LegalName,
    BankAccountRow? Current,
    BankAccountRow? Waiting,
    ApprovalRow? WaitingFor,
    bool OnHold,
    IReadOnlyList<ApprovalRow> History
);

/// <summary>Where a merchant is paid. A change takes a second person of the operator's and a wait; only the first account does not wait.</summary>
public sealed class BankAccountService
{
    /// <summary>Letters that a holder's name may have.</summary>
    public const int HolderMax = BankAccount.HolderMax;

    private readonly Acts _acts;
    private readonly ApprovalRequests _desk;
    private readonly BankAccountApproval _kind;
    private readonly ISealText _vault;
    private readonly TimeProvider _clock;

    internal BankAccountService(Acts acts, ApprovalRequests desk, BankAccountApproval kind, ISealText vault, TimeProvider clock) =>
        (_acts, _desk, _kind, _vault, _clock) = (acts, desk, kind, vault, clock);

    /// <summary>The account in force, the change that waits, and what was proposed before.</summary>
    public async Task<BankAccountView> View(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ViewBankAccount, ct);
        var organisation = act.Merchant;
        var rows = await act
            .Db.BankAccounts.AsNoTracking()
            .Of(organisation)
            .Where(row => row.State == BankAccountState.InForce || row.State == BankAccountState.Waiting)
            .ToListAsync(ct);
        var history = await ApprovalListService.History(
            act.Db,
            act.Db.Approvals.Where(row => row.Kind == BankAccountApproval.KindName && row.MerchantId == organisation.Id),
            ct
        );
        var current = rows.Find(row => row.State == BankAccountState.InForce);
        var waiting = rows.Find(row => row.State == BankAccountState.Waiting);
        return new BankAccountView(
            organisation.LegalName,
            Row(current),
            Row(waiting),
            waiting is null ? null : history.FirstOrDefault(row => row.State == ApprovalState.Proposed),
            current?.HoldUntilUtc > _clock.UtcNow(),
            history
        );
    }

    /// <summary>Proposes the account payouts are to go to; all owners are told. Returns the approval's number.</summary>
    /// <exception cref="Refusal">A field is missing or wrong; one waits already.</exception>
    public async Task<string> Propose(Actor actor, string merchant, BankAccountForm form, string key, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ChangeBankAccount, ct);
        await act.Command(key);
        var organisation = act.Merchant;
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var check = new FormCheck();
        var row = check.Of(() => BankAccount.Write(organisation, form, _vault, actor, _clock.UtcNow()));
        check.Of(() => Text.Required(form.Reason, nameof(form.Reason), Approval.ReasonMax));
        check.Demand();
        act.Db.BankAccounts.Add(row);
        await act.Save(() => new Refusal(ApprovalsRefusals.AlreadyWaiting, organisation.DisplayName));
        return await Ask(act, actor, row, form, key, ct);
    }

    /// <summary>Corrects the change that waits. Whatever was agreed or about to be agreed falls: it has to be looked at again.</summary>
    /// <exception cref="Refusal">Nothing waits; a field is missing or wrong.</exception>
    public async Task<string> Edit(Actor actor, string merchant, BankAccountForm form, string key, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ChangeBankAccount, ct);
        await act.Command(key);
        var organisation = act.Merchant;
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var row =
            await act.Db.BankAccounts.Of(organisation).SingleOrDefaultAsync(one => one.State == BankAccountState.Waiting, ct)
            ?? throw new Refusal(SettlementRefusals.NothingWaits);
        var check = new FormCheck();
        check.Of(() => row.Edit(organisation, form, _vault));
        check.Of(() => Text.Required(form.Reason, nameof(form.Reason), Approval.ReasonMax));
        check.Demand();
        await _desk.Supersede(act.Db, actor, BankAccountApproval.KindName, row.Id, ct);
        await act.Save();
        return await Ask(act, actor, row, form, key, ct);
    }

    /// <summary>Puts an account in force without a second person: the operator's shell and the seeder, where there is none.</summary>
    public async Task Install(Actor actor, string merchant, BankAccountForm form, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.InstallBankAccounts, ct);
        var organisation = act.Merchant;
        await act.Lock("bank-account:" + merchant);
        Refusal.Unless(
            !await act.Db.BankAccounts.Of(organisation).AnyAsync(one => one.State == BankAccountState.Waiting, ct),
            ApprovalsRefusals.AlreadyWaiting,
            organisation.DisplayName
        );
        var now = _clock.UtcNow();
        var row = BankAccount.Write(organisation, form, _vault, actor, now);
        act.Db.BankAccounts.Add(row);
        await _kind.PutInForce(act.Db, row, actor, form.Reason, now, ct);
        await act.Commit();
    }

    private async Task<string> Ask(MerchantAct act, Actor actor, BankAccount row, BankAccountForm form, string key, CancellationToken ct)
    {
        var merchant = act.Merchant;
        var current = await act.Db.BankAccounts.Of(merchant).SingleOrDefaultAsync(one => one.State == BankAccountState.InForce, ct);
        var proposal = new Proposal(
            BankAccountApproval.KindName,
            row.Id,
            merchant.DisplayName,
            current?.Content() ?? [],
            form.Reason ?? string.Empty,
            key,
            merchant.Id
        );
        var approval = await _desk.Propose(act.Db, actor, proposal, ct);
        await act.Db.Notify(BankNotices.Proposed(merchant, actor, row, approval), act.Db.OwnersOf(merchant.Id), ct);
        await act.Commit();
        return approval.Number;
    }

    private static BankAccountRow? Row(BankAccount? row) =>
        row is null
            ? null
            : new(row.Holder, row.HolderDiffers, row.BankCode, row.Last4, row.MadeBy, row.MadeUtc, row.InForceUtc, row.HoldUntilUtc);
}
