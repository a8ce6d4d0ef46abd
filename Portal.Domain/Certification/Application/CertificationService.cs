using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Certification;

/// <summary>The merchant's side of certification: apply, pay, answer, withdraw.</summary>
public sealed partial class CertificationService
{
    public const string ExpireWork = "certification.expire";
    public const string LapseWork = "certification.lapse";

    private readonly Acts _acts;
    private readonly LedgerPoster _poster;
    private readonly DocumentVault _vault;
    private readonly CaseLoader _desk;
    private readonly SettlementZone _zone;
    private readonly FileTrail _files;
    private readonly TimeProvider _clock;

    internal CertificationService(
        Acts acts,
        LedgerPoster poster,
        DocumentVault vault,
        CaseLoader desk,
        SettlementZone zone,
        FileTrail files,
        TimeProvider clock
    ) => (_acts, _poster, _vault, _desk, _zone, _files, _clock) = (acts, poster, vault, desk, zone, files, clock);

    /// <summary>The certification page of an account.</summary>
    public async Task<CertificationView> View(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ViewCertification, ct);
        var owner = act.Merchant;
        var account = await AccountService.Find(act.Db, owner, handle, ct);
        var row = await CaseLoader.Latest(act.Db, account.Id, ct);
        var receipt = row is null ? null : await Receipt(act.Db, row, ct);
        var (now, policies) = (_clock.UtcNow(), await act.Db.Policies(ct));
        var badge = BadgeDays.Of(policies, account.CertifiedUntil, _zone, now);
        return new CertificationView(
            AccountService.Card(account),
            owner.LegalName,
            owner.CreditCode,
            owner.EntityType,
            CertificationFee.Of(owner.EntityType, policies.At(CertificationPolicies.CertificationFeeYuan, now)),
            row is null ? null : Shown(row, receipt),
            MayOpen(account, row, badge),
            BadgeRules.Of(account.State, account.CertifiedUntil, _zone.Today(_clock), badge),
            account.CertifiedUntil?.AddDays(badge.Grace)
        );
    }

    /// <summary>Keeps what is typed so far, and opens a case when there is none under way; returns its number.</summary>
    /// <exception cref="Refusal">A value that is there is wrong, or the case can no longer be edited.</exception>
    public async Task<string> Fill(Actor actor, string merchant, string handle, ApplicationForm form, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(
            actor,
            merchant,
            Permit.ApplyForCertification,
            CaseLoader.LockName(merchant, handle),
            ct
        );
        var row = await Editable(act.Db, actor, act.Merchant, handle, ct);
        row.Fill(form, _vault, _zone.Today(_clock));
        await act.Commit("certification.filled", "case", row.Number, after: new { row.LegalName, row.CreditCode });
        return row.Number;
    }

    /// <summary>Keeps one document, encrypted; a newer one of its kind replaces the older.</summary>
    /// <exception cref="Refusal">Empty, over 10 MB, not a JPEG, PNG or PDF by content, damaged, locked or acting.</exception>
    public async Task Attach(
        Actor actor,
        string merchant,
        string handle,
        DocumentKind kind,
        string fileName,
        byte[] content,
        CancellationToken ct
    )
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ApplyForCertification, ct);
        // Reading the file and sealing it is dear: before the lock, where on SQLite every writer would wait for it.
        var most = await act.Db.Policy(CertificationPolicies.CertificationDocumentMegabytes, ct);
        var clean = await DocumentRules.Judge(kind, content, most, ct);
        var stored = await _vault.Keep(clean.Content, ct);
        try
        {
            await act.Lock(CaseLoader.LockName(merchant, handle));
            var row = await Editable(act.Db, actor, act.Merchant, handle, ct);
            var document = row.Attach(
                kind,
                _vault.SealText(DocumentRules.DisplayName(fileName), DocumentVault.FileName),
                stored,
                clean,
                actor,
                _clock.UtcNow()
            );
            var facts = new
            {
                kind,
                document.Revision,
                document.Bytes,
                document.MediaType,
            };
            await act.Commit("certification.document-kept", "case", row.Number, after: facts);
        }
        catch
        {
            _vault.Forget(stored);
            throw;
        }
    }

    /// <summary>The machine's checks on what is there now: free, and the same the reviewer will see.</summary>
    public async Task<IReadOnlyList<CheckResult>> PreCheck(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ApplyForCertification, ct);
        var (row, account) = await UnderWay(act.Db, act.Merchant, handle, ct);
        return await _desk.Check(act.Db, row, account, act.Merchant, ct);
    }

    /// <summary>Says that everything is there; then the fee is due.</summary>
    /// <exception cref="Refusal">A value or a document is missing, or the credit code is not the organisation's.</exception>
    public async Task Complete(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ApplyForCertification, ct);
        var (row, _) = await UnderWay(act.Db, act.Merchant, handle, ct);
        row.Complete(act.Merchant);
        await act.Commit("certification.completed", "case", row.Number);
    }

    /// <summary>
    /// Pays the fee of this attempt from the merchant's balance (a government body's is waived, as fee and waiver) and hands the case in.
    /// Returns the receipt's number. The fee is kept whatever the outcome.
    /// </summary>
    public async Task<string> PayAndSubmit(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(
            actor,
            merchant,
            Permit.ApplyForCertification,
            CaseLoader.LockName(merchant, handle),
            ct
        );
        var owner = act.Merchant;
        var (row, account) = await UnderWay(act.Db, owner, handle, ct);
        row.Complete(owner);
        var (now, policies) = (_clock.UtcNow(), await act.Db.Policies(ct));
        var fee = CertificationFee.Of(owner.EntityType, policies.At(CertificationPolicies.CertificationFeeYuan, now));
        row.FeeSettled(actor, fee.IsWaived, now);
        var checks = await _desk.Check(act.Db, row, account, owner, ct);
        var days = await _desk.Days(act.Db, ct);
        row.Submit(actor, CheckRules.Risk(checks), days.Due(now, policies.At(CertificationPolicies.CertificationDueWorkingDays, now)), now);
        account.HoldProfile(name: true, category: true);

        var entry = (await _poster.PostMany(act.Db, Entries(row, owner, fee), ct))[0];
        var year = _zone.DayOf(now).Year;
        var next = await Sequences.Next(act.Db, Things.Receipt.SequenceOf(year), ct);
        var number = Things.Receipt.Of(year, next);
        act.Db.CertificationReceipts.Add(new CertificationReceipt(row, number, fee.Amount, fee.IsWaived, entry, now));
        var facts = new
        {
            number,
            fee.Amount.MinorUnits,
            fee.IsWaived,
            row.Risk,
        };
        await act.Commit("certification.submitted", "case", row.Number, after: facts);
        return number;
    }

    /// <summary>Answers the reviewer's request; the case goes back to the queue. Costs nothing.</summary>
    /// <exception cref="Refusal">A document that was sent back has no newer version, or the deadline has passed.</exception>
    public async Task Resubmit(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ApplyForCertification, ct);
        var owner = act.Merchant;
        var (row, account) = await UnderWay(act.Db, owner, handle, ct);
        var (now, policies) = (_clock.UtcNow(), await act.Db.Policies(ct));
        var checks = await _desk.Check(act.Db, row, account, owner, ct);
        var days = await _desk.Days(act.Db, ct);
        var due = days.Due(now, policies.At(CertificationPolicies.CertificationDueWorkingDays, now));
        row.Resubmit(actor, owner, CheckRules.Risk(checks), due, now);
        account.HoldProfile(name: true, category: true);
        await act.Commit("certification.resubmitted", "case", row.Number, after: new { row.Round, row.Risk });
    }

    /// <summary>Takes the application back; a fee that was paid is not returned.</summary>
    public async Task Withdraw(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ApplyForCertification, ct);
        var (row, account) = await UnderWay(act.Db, act.Merchant, handle, ct);
        row.Withdraw(actor, _clock.UtcNow());
        account.HoldProfile(name: false, category: false);
        await act.Commit("certification.withdrawn", "case", row.Number);
    }

    /// <summary>One of the organisation's own documents, decrypted.</summary>
    public async Task<OutgoingFile> Document(Actor actor, string merchant, long documentId, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ApplyForCertification, ct);
        var owner = act.Merchant;
        var document =
            await act.Db.CaseDocuments.Of(owner).SingleOrDefaultAsync(row => row.Id == documentId, ct) ?? throw Refusal.NotFound();
        await StepUp.Require(act.Db, actor, ct);
        var content = await _vault.Read(document.StoredName, ct);
        var number = await act
            .Db.CertificationCases.Of(owner)
            .Where(row => row.Documents.Any(one => one.Id == documentId))
            .Select(row => row.Number)
            .SingleAsync(ct);
        return new OutgoingFile(
            _files,
            new FileAct(actor, "document.viewed", "case", number, owner.Id, new { document.Kind, document.Revision }, OwnWord.Of("own")),
            _vault.OpenText(document.FileNameSealed, DocumentVault.FileName),
            document.MediaType,
            async (file, token) => await file.Body.WriteAsync(content, token)
        );
    }

    private static async Task<(CertificationCase Row, PublicAccount Account)> UnderWay(
        PortalDb db,
        Merchant owner,
        string handle,
        CancellationToken ct
    )
    {
        var account = await AccountService.Find(db, owner, handle, ct);
        var row = await CaseLoader.Latest(db, account.Id, ct);
        return row is null || CaseMoves.IsOver(row.State) ? throw Refusal.NotFound() : (row, account);
    }

    private async Task<CertificationCase> Editable(PortalDb db, Actor actor, Merchant owner, string handle, CancellationToken ct)
    {
        var account = await AccountService.Find(db, owner, handle, ct);
        var row = await CaseLoader.Latest(db, account.Id, ct);
        if (row is not null && !CaseMoves.IsOver(row.State))
        {
            return row;
        }

        var now = _clock.UtcNow();
        var badge = BadgeDays.Of(await db.Policies(ct), account.CertifiedUntil, _zone, now);
        Refusal.Unless(MayOpen(account, row, badge), CertificationRefusals.AlreadyCertified);
        var year = _zone.DayOf(now).Year;
        var next = await Sequences.Next(db, Things.Case.SequenceOf(year), ct);
        var number = Things.Case.Of(year, next);
        var opened = CertificationCase.Open(account, owner, number, (row?.Attempt ?? 0) + 1, actor, now);
        db.CertificationCases.Add(opened);
        db.Audit(actor, "certification.opened", "case", number, owner.Id, after: new { account.Number, opened.Attempt });
        return opened;
    }

    // A certified account may renew in the last days of its year, and in the grace after it.
    private bool MayOpen(PublicAccount account, CertificationCase? latest, BadgeDays badge) =>
        (latest is null || CaseMoves.IsOver(latest.State))
        && account.State switch
        {
            AccountState.Live => true,
            AccountState.CertificationLapsed => true,
            AccountState.Certified => account.CertifiedUntil?.AddDays(-badge.Renewal) <= _zone.Today(_clock),
            AccountState.Draft => false,
            AccountState.Restricted => false,
            AccountState.Suspended => false,
            AccountState.Closed => false,
        };

    /// <summary>The fee; when it is waived, that is an entry of its own beside it: a statement takes up each entry once and shows both.</summary>
    private JournalEntry[] Entries(CertificationCase row, Merchant owner, CertificationFee fee)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"certification-fee:{row.Number}:{row.Attempt}");
        var (pending, day) = (LedgerCode.MerchantPending(owner.Id), _zone.Today(_clock));
        var charge = JournalEntry.Move(key, EntryKind.CertificationFee, day, pending, LedgerCode.CertificationFeeRevenue, fee.Amount);
        return fee.IsWaived
            ? [charge, JournalEntry.Move($"{key}:waiver", EntryKind.CertificationWaiver, day, LedgerCode.FeeWaivers, pending, fee.Amount)]
            : [charge];
    }

    private static async Task<ReceiptView?> Receipt(PortalDb db, CertificationCase row, CancellationToken ct)
    {
        var receipt = await db.CertificationReceipts.AsNoTracking().SingleOrDefaultAsync(one => one.CaseId == row.Id, ct);
        return receipt is null
            ? null
            : new ReceiptView(
                receipt.Number,
                new Money(receipt.FeeMinor, Currency.Of(receipt.Currency)),
                new Money(receipt.WaivedMinor, Currency.Of(receipt.Currency)),
                receipt.IssuedUtc
            );
    }

    private CaseView Shown(CertificationCase row, ReceiptView? receipt) =>
        new(
            row.Number,
            row.Attempt,
            row.State,
            _desk.Masked(row),
            row.OpenFields,
            row.IdentityNumberSealed is not null,
            row.OperatorMobileSealed is not null,
            row.Round,
            row.SubmittedUtc,
            row.SlaDueUtc,
            row.ReplyDueUtc,
            row.DecidedUtc,
            row.ValidUntil,
            row.RejectReason,
            row.DecisionNote,
            _desk.Documents(row),
            CaseLoader.Remarks(row),
            CaseLoader.Events(row),
            receipt
        );
}
