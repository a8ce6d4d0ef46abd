using System.Data.Common;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Portal.Domain.Accounts;
using Portal.Domain.Approvals;
using Portal.Domain.Audit;
using Portal.Domain.Banking;
using Portal.Domain.Calendar;
using Portal.Domain.Certification;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Domain.Operations;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Domain.Data;

/// <summary>
/// The one database of a site. Two sealed children choose the provider; each module adds its sets in its own partial file and its mapping
/// in <c>&lt;Module&gt;Mapping</c>. Saving bumps versions, writes the buffered audit records into the chain in the same transaction, and
/// turns a lost race into a <see cref="Refusal"/>.
/// </summary>
public abstract partial class PortalDb(DbContextOptions options) : IdentityUserContext<PortalUser, long>(options)
{
    private readonly List<AuditDraft> _audit = [];
    private readonly List<Action> _whenSaved = [];
    private DatabaseFacade? _database;

    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    internal DbSet<Sequence> Sequences => Set<Sequence>();

    /// <summary>Signs audit records and seals rows; set by the factory, absent only in design-time tools and copies.</summary>
    internal AuditChain? Chain
    {
        get;
        init
        {
            field = value;
            Seals = value is null ? null : new SealBuffer(this, value.Seals);
        }
    }

    /// <summary>What this transaction has changed of sealed rows; null where nothing is sealed.</summary>
    internal SealBuffer? Seals { get; private set; }

    internal RefusalTrail? Refusals { get; set; }

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>SQLite or PostgreSQL, for the few places where the two differ.</summary>
    public abstract Provider Provider { get; }

    /// <summary>
    /// Begins transactions like the one it replaces; a database that stays locked by others is a <see cref="Refusal"/> there too.
    /// </summary>
    public override DatabaseFacade Database => _database ??= new LostRaces.Facade(this);

    /// <summary>
    /// True when a row was not stored because a unique index or key already holds its values, however deep the fault lies inside
    /// <paramref name="exception"/>; <paramref name="index"/> narrows it to the index or key of that name.
    /// </summary>
    public bool IsUniqueViolation(Exception exception, string? index = null) =>
        LostRaces.Fault(exception) is { } fault && Violated(fault) is { } violated && (index is null || index == violated);

    /// <summary>What to tell whoever lost a race; null for any other fault. The fault stays inside, and the key is counted.</summary>
    internal Refusal? LostRace(Exception fault) =>
        LostRaces.IsBrokenOff(fault) ? LostRaces.BrokenOff(fault)
        : LostRaces.Fault(fault) is { } inner && Violated(inner) is { } key ? LostRaces.Taken(fault, key)
        : null;

    /// <summary>The name of the unique index or key that did not take a row; null for any other fault.</summary>
    protected abstract string? Violated(DbException fault);

    /// <summary>Buffers one audit record for the next save. Before and after are small anonymous objects without personal data.</summary>
    public void Audit(
        Actor actor,
        string action,
        string objectKind,
        string objectKey,
        long? merchantId = null,
        object? before = null,
        object? after = null,
        string? why = null,
        AuditOutcome outcome = AuditOutcome.Done
    ) => _audit.Add(new AuditDraft(actor, action, objectKind, objectKey, merchantId, before, after, why, outcome));

    /// <summary>Runs when this save has given new rows their ids, in the same transaction: for work that names such a row.</summary>
    internal void WhenSaved(Action add) => _whenSaved.Add(add);

    /// <summary>
    /// The refusal for an actor without this permit, noted for the trail: written a moment later in a transaction of its own, because the
    /// one that is refused is rolled back.
    /// </summary>
    internal Refusal Denied(Actor actor, Permit permit, long? merchantId = null)
    {
        Refusals?.Note(actor, permit.ToString(), merchantId);
        return Refusal.Denied(permit);
    }

    /// <summary>As <see cref="Denied"/>, for one who must not learn that the organisation exists.</summary>
    internal Refusal Hidden(Actor actor, Permit permit, long merchantId)
    {
        Refusals?.Note(actor, permit.ToString(), merchantId);
        return Refusal.NotFound();
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Conventions.BumpVersions(ChangeTracker);
        if (_audit.Count == 0 && _whenSaved.Count == 0)
        {
            return await SaveOrRefuse(acceptAllChangesOnSuccess, cancellationToken);
        }

        // The chain has one writer at a time: its head row is locked from here to the commit, so records get their place in order.
        await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        var rows = await SaveOrRefuse(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var add in _whenSaved)
        {
            add();
        }

        _whenSaved.Clear();
        if (_audit.Count > 0)
        {
            var record = await AuditWriter.Append(this, _audit, cancellationToken);
            Seals?.Acted(_audit[^1].Actor.Name, record);
            _audit.Clear();
        }

        await SaveOrRefuse(acceptAllChangesOnSuccess, cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }

        return rows;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: the audit chain is written there.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        Conventions.Apply(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        DataMapping.Map(builder);
        IdentityMapping.Map(builder);
        SignInMapping.Map(builder);
        AuditMapping.Map(builder);
        NoticesMapping.Map(builder);
        LedgerMapping.Map(builder);
        ApprovalsMapping.Map(builder);
        AccountsMapping.Map(builder);
        CertificationMapping.Map(builder);
        MessagingMapping.Map(builder);
        PaymentsMapping.Map(builder);
        FeesMapping.Map(builder);
        CalendarMapping.Map(builder);
        SettlementMapping.Map(builder);
        BankingMapping.Map(builder);
        OperationsMapping.Map(builder);
        Finish(builder);
    }

    /// <summary>What no mapping says. It never overrules one: a test looks at the model before and after.</summary>
    internal virtual void Finish(ModelBuilder builder) => Conventions.Finish(builder);

    /// <summary>Rows that are sealed are read before they are changed and after, in one transaction, which writes their seals at its end.</summary>
    private async Task<int> SaveSealed(bool accept, CancellationToken ct)
    {
        if (Seals is null || SealedSave.Of(this, Seals) is not { } changes)
        {
            return await base.SaveChangesAsync(accept, ct);
        }

        await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(ct) : null;
        await changes.Before(this, ct);
        var rows = await base.SaveChangesAsync(accept, ct);
        await changes.After(this, Seals, ct);
        if (own is not null)
        {
            await own.CommitAsync(ct);
        }

        return rows;
    }

    /// <summary>
    /// Whoever loses a race gets a refusal, never the database's fault: the row they saw has changed, or a unique index holds what they wanted to
    /// store. Services that know better words catch it by the index. A notice that another act has just given to the same person is left
    /// out instead: it is told.
    /// </summary>
    private async Task<int> SaveOrRefuse(bool accept, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await SaveSealed(accept, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new Refusal(KernelRefusals.Conflict);
            }
            catch (DbUpdateException fault) when (fault.InnerException is Refusal broken)
            {
                throw Refusal.Lost(broken.InnerException ?? broken, broken.Code);
            }
            catch (DbUpdateException fault) when (IsUniqueViolation(fault))
            {
                if (!IsUniqueViolation(fault, NoticesMapping.OncePerPerson) || !await this.LeaveTold(ct))
                {
                    throw LostRace(fault)!;
                }
            }
        }
    }
}

public enum Provider
{
    Sqlite,
    Postgres,
}
