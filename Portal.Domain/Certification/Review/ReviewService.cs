using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Approvals;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>
/// The reviewers' side: the queue, the case on the table, the decision. Nobody reviews an organisation that one of their accounts belongs to
/// or registered.
/// </summary>
public sealed partial class ReviewService
{
    /// <summary>Letters that a note may have.</summary>
    public const int NoteMax = CertificationCase.NoteMax;

    public const int QueueMax = 100;

    private readonly Acts _acts;
    private readonly DocumentVault _vault;
    private readonly CaseLoader _desk;
    private readonly SettlementZone _zone;
    private readonly FileTrail _files;
    private readonly TimeProvider _clock;

    internal ReviewService(Acts acts, DocumentVault vault, CaseLoader desk, SettlementZone zone, FileTrail files, TimeProvider clock) =>
        (_acts, _vault, _desk, _zone, _files, _clock) = (acts, vault, desk, zone, files, clock);

    /// <summary>What waits, by time left: mine, and what nobody has.</summary>
    public async Task<ReviewQueue> Queue(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewCases, ct);
        var now = _clock.UtcNow();
        var mine = Waiting(act.Db)
            .Where(row => row.State == CaseState.InReview && row.ReviewerId == actor.UserId && row.LeasedUntilUtc > now);
        var free = Waiting(act.Db).Where(row => row.State == CaseState.Submitted || row.LeasedUntilUtc <= now);
        var today = _zone.StartOf(_zone.DayOf(now));
        return new ReviewQueue(
            await Rows(act.Db, mine, now, ct),
            await Rows(act.Db, free, now, ct),
            await act.Db.CertificationCases.CountAsync(row => row.ReviewerId == actor.UserId && row.DecidedUtc >= today, ct),
            await Waiting(act.Db).CountAsync(ct)
        );
    }

    /// <summary>Takes the most urgent case that nobody has and that is of no organisation one is tied to; returns its number.</summary>
    /// <exception cref="Refusal">Nothing is waiting.</exception>
    public async Task<string> StartNext(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ReviewCases, ct);
        var now = _clock.UtcNow();
        var own = await Ties.Of(act.Db, await SamePerson.Of(act.Db, actor.UserId, ct), ct);
        var row =
            await Waiting(act.Db)
                .Where(row => (row.State == CaseState.Submitted || row.LeasedUntilUtc <= now) && !own.Contains(row.MerchantId))
                .OrderBy(row => row.SlaDueUtc)
                .ThenBy(row => row.Id)
                .FirstOrDefaultAsync(ct)
            ?? throw new Refusal(CertificationRefusals.NothingWaiting);
        await Claim(act.Db, actor, row, now, ct);
        await act.Commit();
        return row.Number;
    }

    /// <summary>Takes a case for thirty minutes, or takes it for thirty more.</summary>
    /// <exception cref="Refusal">Somebody else has it, or the actor is tied to that organisation.</exception>
    public Task Claim(Actor actor, string number, CancellationToken ct) =>
        Change(
            actor,
            number,
            async (db, row, now) =>
            {
                await Claim(db, actor, row, now, ct);
            },
            ct
        );

    /// <summary>Gives a case back to the queue.</summary>
    public Task Release(Actor actor, string number, CancellationToken ct) =>
        Change(
            actor,
            number,
            (db, row, now) =>
            {
                row.Release(actor, now);
                db.Audit(actor, "certification.released", "case", number, row.MerchantId);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>The whole case for a reviewer. Identity number and mobile come masked; documents are asked for one by one.</summary>
    public async Task<CaseWorkView> Case(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewCases, ct);
        var row = await Load(act.Db, number, ct);
        var account = await AccountService.Load(act.Db, row.AccountId, ct);
        var owner = await act.At(row.MerchantId, Permit.ViewCertification);
        var now = _clock.UtcNow();
        var checks = await _desk.Check(act.Db, row, account, owner, ct);
        var queued = (await Rows(act.Db, act.Db.CertificationCases.Where(one => one.Id == row.Id), now, ct))[0];
        return new CaseWorkView(
            CaseMoves.IsOver(row.State) ? queued : queued with { Risk = CheckRules.Risk(checks) },
            account.Handle,
            owner.LegalName,
            _desk.Masked(row),
            row.IsHeldBy(actor.UserId, now) && row.Pending is null,
            await IsOwn(act.Db, actor, row, ct),
            row.LeasedUntilUtc,
            _desk.Documents(row),
            checks,
            [.. ChecklistRules.All.Select(item => Line(row, item))],
            CaseLoader.Remarks(row),
            CaseLoader.Events(row),
            await act.Db.PublicAccounts.Of(owner).CountAsync(one => one.State == AccountState.Certified && one.Id != account.Id, ct),
            row.ValidUntil,
            _desk.Readings(row),
            CheckRules.MustRead(checks),
            row.Pending is { } pending
                ? new PendingView(pending.Kind, pending.ByName, pending.ByUserId == actor.UserId, pending.EffectiveUtc)
                : null,
            await act.Db.Policy(CertificationPolicies.CertificationRounds, ct)
        );
    }

    /// <summary>One document, decrypted, for the reviewer who holds the case; every view is in the audit trail.</summary>
    public async Task<OutgoingFile> Document(Actor actor, string number, long documentId, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewDocuments, ct);
        var row = await Load(act.Db, number, ct);
        await DemandStranger(act.Db, actor, row, ct);
        Refusal.Unless(row.IsHeldBy(actor.UserId, _clock.UtcNow()), CertificationRefusals.NotClaimed);
        await StepUp.Require(act.Db, actor, ct);
        var document = row.Documents.SingleOrDefault(one => one.Id == documentId) ?? throw Refusal.NotFound();
        var content = await _vault.Read(document.StoredName, ct);
        var facts = new { document.Kind, document.Revision };
        await Notify(act.Db, actor, row, ct);
        await act.Commit();
        return new OutgoingFile(
            _files,
            new FileAct(actor, "document.viewed", "case", number, row.MerchantId, facts, OwnWord.Of("review")),
            _vault.OpenText(document.FileNameSealed, DocumentVault.FileName),
            document.MediaType,
            async (file, token) => await file.Body.WriteAsync(content, token)
        );
    }

    /// <summary>The identity number and the mobile in full, for the reviewer who holds the case; audited like a document.</summary>
    public async Task<(string IdentityNumber, string Mobile)> Reveal(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewDocuments, ct);
        var row = await Load(act.Db, number, ct);
        await DemandStranger(act.Db, actor, row, ct);
        Refusal.Unless(row.IsHeldBy(actor.UserId, _clock.UtcNow()), CertificationRefusals.NotClaimed);
        await Notify(act.Db, actor, row, ct);
        await act.Commit("identity-number.viewed", "case", number, why: OwnWord.Of("review"), merchantId: row.MerchantId);
        return _desk.InFull(row);
    }

    private static async Task Notify(PortalDb db, Actor actor, CertificationCase row, CancellationToken ct) =>
        await Gate.Looked(db, actor, await db.Merchants.SingleAsync(one => one.Id == row.MerchantId, ct), Permit.ViewDocuments, ct);

    /// <summary>Answers one line of the checklist; null takes the answer back.</summary>
    public Task Answer(Actor actor, string number, ChecklistItem item, bool? passed, string? note, CancellationToken ct) =>
        Change(
            actor,
            number,
            async (db, row, now) =>
            {
                row.Answer(actor, item, passed, note, await db.Policies(ct), now);
                db.Audit(actor, "certification.line-answered", "case", number, row.MerchantId, after: new { item, passed });
            },
            ct
        );

    private static async Task Claim(PortalDb db, Actor actor, CertificationCase row, DateTime now, CancellationToken ct)
    {
        var fresh = row.State == CaseState.Submitted || row.ReviewerId != actor.UserId;
        row.Claim(actor, await db.Policies(ct), now);
        if (fresh)
        {
            db.Audit(actor, "certification.claimed", "case", row.Number, row.MerchantId);
        }
    }

    private async Task Change(Actor actor, string number, Func<PortalDb, CertificationCase, DateTime, Task> verb, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ReviewCases, CaseLoader.LockName(number), ct);
        var row = await Load(act.Db, number, ct);
        await DemandStranger(act.Db, actor, row, ct);
        await verb(act.Db, row, _clock.UtcNow());
        await act.Commit();
    }

    private static async Task<CertificationCase> Load(PortalDb db, string number, CancellationToken ct) =>
        await CaseLoader.Whole(db).SingleOrDefaultAsync(row => row.Number == number && row.SubmittedUtc != null, ct)
        ?? throw Refusal.NotFound();

    private static async Task<bool> IsOwn(PortalDb db, Actor actor, CertificationCase row, CancellationToken ct) =>
        await Ties.Exist(db, row.MerchantId, await SamePerson.Of(db, actor.UserId, ct), ct);

    private static async Task DemandStranger(PortalDb db, Actor actor, CertificationCase row, CancellationToken ct) =>
        Refusal.Unless(!await IsOwn(db, actor, row, ct), CertificationRefusals.OwnOrganisation);

    private static Task Schedule(PortalDb db, string kind, long caseId, DateTime dueUtc, DateTime nowUtc, CancellationToken ct) =>
        db.Ask(kind, caseId, dueUtc, nowUtc, ct);

    private static IQueryable<CertificationCase> Waiting(PortalDb db) =>
        db.CertificationCases.Where(row =>
            (row.State == CaseState.Submitted || row.State == CaseState.InReview)
            && !row.Decisions.Any(decision => decision.State == DecisionState.Waiting)
        );

    private async Task<IReadOnlyList<QueueRow>> Rows(PortalDb db, IQueryable<CertificationCase> cases, DateTime now, CancellationToken ct)
    {
        var days = await _desk.Days(db, ct);
        var rows = await cases
            .OrderBy(row => row.SlaDueUtc)
            .ThenBy(row => row.Id)
            .Take(QueueMax)
            .Join(db.PublicAccounts, row => row.AccountId, account => account.Id, (row, account) => new { row, account })
            .Join(
                db.Merchants,
                both => both.row.MerchantId,
                owner => owner.Id,
                (both, owner) =>
                    new
                    {
                        both.row,
                        both.account,
                        owner.EntityType,
                    }
            )
            .AsNoTracking()
            .ToListAsync(ct);
        return
        [
            .. rows.OrderBy(one => one.row.SlaDueUtc)
                .ThenBy(one => one.row.Id)
                .Select(one => new QueueRow(
                    one.row.Number,
                    one.account.DisplayName,
                    one.account.AvatarKey,
                    one.account.Type,
                    one.account.Category,
                    one.EntityType,
                    one.row.State,
                    one.row.Round,
                    one.row.Risk,
                    one.row.SlaDueUtc ?? now,
                    days.Left(now, one.row.SlaDueUtc ?? now),
                    one.row.State == CaseState.InReview && one.row.LeasedUntilUtc > now ? one.row.ReviewerName : null
                )),
        ];
    }

    private static VerdictView Line(CertificationCase row, ChecklistItem item)
    {
        var verdict = row.Verdicts.SingleOrDefault(one => one.Round == row.Round && one.Item == item);
        return new VerdictView(item, verdict?.Passed, verdict?.Note ?? string.Empty);
    }
}
