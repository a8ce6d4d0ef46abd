using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

public sealed record BankStatementDetail(
    BankStatementRow Statement,
    string FileName,
    string ImportedBy,
    DateTime ReceivedUtc,
    string? DecidedBy,
    DateTime? DecidedUtc,
    string? Asked = null
);

/// <summary>Bank statements and their lines to look at.</summary>
public sealed class BankQueries(Acts acts)
{
    /// <summary>Statements of all our accounts, newest first.</summary>
    public async Task<Page<BankStatementRow>> Statements(Actor actor, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var names = await act.Db.OperatorAccounts.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return await act.Db.BankStatements.AsNoTracking().Keyset(ask, row => row.Id, row => Row(row, names), ct);
    }

    /// <summary>One statement: where it came from and how it stands.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<BankStatementDetail> Statement(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var row = await act.Db.BankStatements.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw Refusal.NotFound();
        var names = await act.Db.OperatorAccounts.ToDictionaryAsync(one => one.Id, one => one.Name, ct);
        var import = await act.Db.BankImports.AsNoTracking().SingleAsync(one => one.Id == row.ImportId, ct);
        return new BankStatementDetail(
            Row(row, names),
            import.FileName,
            import.ImportedBy,
            import.ReceivedUtc,
            row.DecidedBy,
            row.DecidedUtc,
            (await MoneyActRequests.Asked(act.Db, BankStatementApproval.KindName, [row.Id], ct)).GetValueOrDefault(row.Id)
        );
    }

    /// <summary>The lines of a statement, the last first.</summary>
    public async Task<Page<BankLineRow>> Lines(Actor actor, long statementId, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        return await act
            .Db.BankLines.AsNoTracking()
            .Where(row => row.StatementId == statementId)
            .Keyset(
                ask,
                row => row.Id,
                row => new BankLineRow(
                    row.Id,
                    row.BookDay,
                    row.AmountMinor,
                    row.Currency,
                    row.Kind,
                    row.Counterparty,
                    row.Text,
                    row.ServicerRef,
                    row.EntryId
                ),
                ct
            );
    }

    private static BankStatementRow Row(BankStatement row, Dictionary<long, string> names) =>
        new(
            row.Id,
            names[row.AccountId],
            row.Reference,
            row.FromDay,
            row.ToDay,
            row.OpeningMinor,
            row.ClosingMinor,
            row.Currency,
            row.Lines,
            row.KnownLines,
            row.State,
            row.SequenceGap,
            row.OpeningGap,
            row.ByValueDay,
            row.DifferenceMinor,
            row.Held
        );
}
