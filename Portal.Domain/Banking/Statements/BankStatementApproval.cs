using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>A held bank statement is taken as it is: its lines move the books although it does not add up.</summary>
internal sealed class BankStatementApproval : MoneyActApproval
{
    public const string KindName = "bank-statement";

    public override string Name => KindName;
    public override Permit Propose => Permit.ImportBankFiles;
    public override Permit Decide => Permit.ApproveBankStatements;

    private protected override async Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct)
    {
        var statement = await db.BankStatements.AsNoTracking().SingleAsync(row => row.Id == act.TargetId, ct);
        var account = await db.OperatorAccounts.AsNoTracking().SingleAsync(row => row.Id == statement.AccountId, ct);
        var import = await db.BankImports.AsNoTracking().SingleAsync(row => row.Id == statement.ImportId, ct);
        var lines = db.BankLines.Where(row => row.StatementId == statement.Id);
        return new Dictionary<string, string?>
        {
            ["bankStatement"] = BankImportService.Key(statement.Id),
            ["ourAccount"] = account.Name,
            ["number"] = account.Last4,
            ["reference"] = statement.Reference,
            ["fileName"] = import.FileName,
            ["checksum"] = import.Sha256,
            ["ofDay"] = statement.ToDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["bankHeldReason"] = statement.Held?.ToString(),
            ["opening"] = Whole(statement.OpeningMinor),
            ["cameIn"] = Whole(await lines.Where(row => row.AmountMinor > 0).SumAsync(row => row.AmountMinor, ct)),
            ["wentOut"] = Whole(await lines.Where(row => row.AmountMinor < 0).SumAsync(row => row.AmountMinor, ct)),
            ["closing"] = Whole(statement.ClosingMinor),
            ["missing"] = Whole(statement.DifferenceMinor),
            ["bankLines"] = Whole(await lines.LongCountAsync(ct)),
            ["currency"] = statement.Currency,
            ["stands"] = Flag(statement.State == BankStatementState.Held),
        };
    }

    private protected override async Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(BankImportService.LockName, ct);
        var statement = await db.BankStatements.SingleAsync(row => row.Id == act.TargetId, ct);
        await Accept(db, act, statement, by, nowUtc, ct);
    }

    /// <summary>All that its lines move, and at least what is missing.</summary>
    internal static async Task<Stake> StakeOf(PortalDb db, BankStatement statement, CancellationToken ct)
    {
        var moved = await db.BankLines.Where(row => row.StatementId == statement.Id).SumAsync(row => Math.Abs(row.AmountMinor), ct);
        return new Stake(Math.Max(moved, Math.Abs(statement.DifferenceMinor)), statement.Currency);
    }

    /// <summary>Does it, in the caller's transaction and turn; a work row of the same posts it.</summary>
    internal static async Task Accept(PortalDb db, MoneyAct act, BankStatement statement, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        statement.Accept(by, nowUtc);
        await StatementIntake.Admit(db, statement, ct);
        db.WorkItems.Add(WorkItem.For(BankImportService.PostWork, statement.Id, nowUtc, nowUtc));
        db.Audit(
            by,
            "bank-statement.accepted",
            "bank-statement",
            BankImportService.Key(statement.Id),
            after: new
            {
                statement.Held,
                statement.DifferenceMinor,
                approval = act.ApprovalNumber,
            },
            why: act.Why
        );
        await db.SaveChangesAsync(ct);
    }
}
