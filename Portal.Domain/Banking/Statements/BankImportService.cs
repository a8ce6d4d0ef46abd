using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>
/// Takes in what banks give us: statements (camt.053) and payment status reports (pain.002). A file is all or nothing; the same file again
/// changes nothing; a line that two statements show is counted once.
/// </summary>
public sealed class BankImportService
{
    /// <summary>What a file may weigh.</summary>
    public const int BytesMax = BankFiles.BytesMax;

    /// <summary>Whoever moves transfers and bank lines by what a bank said goes one at a time.</summary>
    internal const string LockName = "bank-answers";
    public const string PostWork = "bank.post";
    private const string Statement = "BkToCstmrStmt";
    private const string Report = "CstmrPmtStsRpt";
    private const int NameMax = 200;
    private const int WhyMax = Approval.ReasonMax;

    private readonly Acts _acts;
    private readonly StatementIntake _statements;
    private readonly StatusIntake _statuses;
    private readonly BankPosting _posting;
    private readonly MoneyActRequests _moneyActs;
    private readonly TimeProvider _clock;

    internal BankImportService(
        Acts acts,
        StatementIntake statements,
        StatusIntake statuses,
        BankPosting posting,
        MoneyActRequests moneyActs,
        TimeProvider clock
    ) => (_acts, _statements, _statuses, _posting, _moneyActs, _clock) = (acts, statements, statuses, posting, moneyActs, clock);

    /// <summary>Reads a bank file and, when all of it is sound, takes it in. Faults come back with line and column.</summary>
    /// <exception cref="Refusal">Not permitted; larger than <see cref="BankFiles.BytesMax"/>.</exception>
    public async Task<BankReceipt> Import(Actor actor, string fileName, Stream content, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ImportBankFiles, ct);
        var name = Text.Tail(Path.GetFileName(fileName), NameMax);
        var bytes = await Receive(content, ct);
        var problems = new BankProblems();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var message = BankXml.MessageOf(bytes, problems);
        await act.Lock(LockName);
        if (await act.Db.BankImports.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == hash, ct) is { } known)
        {
            return new BankReceipt(BankFileStatus.AlreadyImported, known.Kind, known.Id, known.Items, known.Lines, known.Known, [], [], 0);
        }

        var receipt = message is null
            ? BankReceipt.Refused(problems)
            : await Take(act.Db, actor, message, (name, hash, bytes), problems, ct);
        if (receipt.Status == BankFileStatus.Refused)
        {
            await act.GiveUp();
            await Note(actor, name, hash, receipt, ct);
            return receipt;
        }

        await act.Commit();
        return receipt;
    }

    /// <summary>Posts the next lines of a statement for at most some seconds; true when it is finished.</summary>
    public async Task<bool> Post(Actor actor, long statementId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.PostBankLines, ct);
        return await _posting.Run(actor, statementId, ct);
    }

    /// <summary>Posts every statement that waits for it, to the end.</summary>
    public async Task<int> PostAll(Actor actor, CancellationToken ct)
    {
        List<long> waiting;
        await using (var act = await _acts.System(actor, Permit.PostBankLines, ct))
        {
            waiting = await act
                .Db.BankStatements.Where(row => row.State == BankStatementState.Posting)
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .ToListAsync(ct);
        }

        foreach (var id in waiting)
        {
            while (!await _posting.Run(actor, id, ct)) { }
        }

        return waiting.Count;
    }

    /// <summary>
    /// Decides a held statement: accepting posts its lines as they are, rejecting posts none. Accepting more than one person may do alone waits
    /// for a second one: then the approval's number is returned, otherwise null.
    /// </summary>
    /// <exception cref="Refusal">Not found; not held (any more); no reason; accepting it waits for a second person.</exception>
    public async Task<string?> Decide(Actor actor, long statementId, bool accept, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ImportBankFiles, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        await act.Begin();
        if (!accept)
        {
            // The approval before the lock, as one who approves takes them.
            await MoneyActRequests.CallOff(act.Db, actor, BankStatementApproval.KindName, [statementId], ct);
        }

        await act.Lock(LockName);
        var statement = await act.Db.BankStatements.SingleOrDefaultAsync(row => row.Id == statementId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(statement.State == BankStatementState.Held, BankingRefusals.NotHeld);
        string? asked = null;
        if (accept)
        {
            asked = await Accept(act.Db, actor, statement, reason, ct);
        }
        else
        {
            statement.Reject(actor, _clock.UtcNow());
            var facts = new { statement.Held, statement.DifferenceMinor };
            act.Audit("bank-statement.rejected", "bank-statement", Key(statement.Id), after: facts, why: reason);
        }

        await act.Commit();
        return asked;
    }

    private async Task<string?> Accept(PortalDb db, Actor actor, BankStatement statement, string reason, CancellationToken ct)
    {
        var ask = new MoneyAsk(
            BankStatementApproval.KindName,
            statement.Id,
            statement.Reference,
            await BankStatementApproval.StakeOf(db, statement, ct),
            null,
            "bank-statement",
            Key(statement.Id),
            reason
        );
        var act = await _moneyActs.Begin(db, actor, ask, ct);
        if (act.State == MoneyActState.Alone)
        {
            await BankStatementApproval.Accept(db, act, statement, actor, _clock.UtcNow(), ct);
        }

        return act.ApprovalNumber;
    }

    internal static string Key(long id) => Things.BankStatement.Of(id);

    private static async Task<byte[]> Receive(Stream content, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = await content.ReadAsync(chunk, ct)) > 0)
        {
            Refusal.Unless(buffer.Length + read <= BankFiles.BytesMax, BankingRefusals.FileTooLarge, BankFiles.BytesMax >> 20);
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private async Task<BankReceipt> Take(
        PortalDb db,
        Actor actor,
        string message,
        (string Name, string Hash, byte[] Bytes) file,
        BankProblems problems,
        CancellationToken ct
    )
    {
        if (message is not (Statement or Report))
        {
            problems.Add(new BankPlace(1, 1), BankFaults.OtherMessage, message);
            return BankReceipt.Refused(problems);
        }

        var kind = message == Report ? BankImportKind.Status : BankImportKind.Statement;
        var import = BankImport.Receive(kind, file.Name, file.Hash, file.Bytes.Length, actor, _clock.UtcNow());
        db.BankImports.Add(import);
        await db.SaveChangesAsync(ct);
        var receipt =
            kind == BankImportKind.Statement
                ? await _statements.Take(db, actor, import, Camt053.Read(file.Bytes, problems), problems, ct)
                : await _statuses.Take(db, actor, import, Pain002.Read(file.Bytes, problems), problems, ct);
        if (receipt.Status != BankFileStatus.Refused)
        {
            import.Count(receipt.Items, receipt.Lines, receipt.Known);
            db.Audit(
                actor,
                "bank-file.imported",
                "bank-file",
                FormattableString.Invariant($"BF-{import.Id:D6}"),
                after: new
                {
                    file = file.Name,
                    sha256 = file.Hash,
                    kind,
                    receipt.Items,
                    receipt.Lines,
                    receipt.Known,
                }
            );
        }

        return receipt;
    }

    private async Task Note(Actor actor, string name, string hash, BankReceipt receipt, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        var first = receipt.Errors[0];
        step.Db.Audit(
            actor,
            "bank-file.refused",
            "bank-file",
            hash[..16],
            after: new
            {
                file = name,
                errors = receipt.ErrorCount,
                line = first.Line,
                code = first.Code,
            },
            outcome: AuditOutcome.Refused
        );
        await step.Commit();
    }
}
