using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

public enum BankFileFormat
{
    /// <summary>pain.001.001.09</summary>
    Pain09,

    /// <summary>pain.001.001.03</summary>
    Pain03,
    Csv,
}

/// <summary>A bank file, and what it says in sum.</summary>
public sealed record BankFile(OutgoingFile File, int Transfers, long TotalMinor, string Currency);

/// <summary>
/// Writes a batch's bank file, once: the transfers, the money on its way and the hashes of the files are one transaction, so whoever is
/// killed has written nothing and whoever runs again finds it written. Later downloads give the same bytes or nothing.
/// </summary>
public sealed class PayoutFileService(
    Acts acts,
    LedgerPoster poster,
    ISealText vault,
    SettlementZone zone,
    FileTrail trail,
    TimeProvider clock
)
{
    public const string WriteWork = "payout.file";

    private static readonly Dictionary<string, BankFileFormat> Formats = new(StringComparer.Ordinal)
    {
        ["pain.001"] = BankFileFormat.Pain09,
        ["pain.001.001.09"] = BankFileFormat.Pain09,
        ["pain.001.001.03"] = BankFileFormat.Pain03,
        ["csv"] = BankFileFormat.Csv,
    };

    /// <summary>The format an operator names.</summary>
    /// <exception cref="Refusal">There is none of that name.</exception>
    public static BankFileFormat FormatOf(string name) =>
        Formats.TryGetValue(name, out var format) ? format : throw new Refusal(BankingRefusals.FormatUnknown, name);

    /// <summary>Splits the payouts at the bank's limit, books them as on their way and fixes the files. Writing again changes nothing.</summary>
    /// <exception cref="Refusal">Not approved; an account, holder or hold changed since it was agreed to.</exception>
    public async Task Write(Actor actor, long batchId, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.WritePayoutFiles, ct);
        await act.Lock("payout-file");
        var batch = await act.Db.PayoutBatches.SingleOrDefaultAsync(row => row.Id == batchId, ct) ?? throw Refusal.NotFound();
        if (batch.State == BatchState.Written || batch.HasLeft)
        {
            return;
        }

        var account = await act.Db.OperatorAccounts.SingleAsync(row => row.Id == batch.AccountId, ct);
        var payouts = await act.Db.Payouts.Where(row => row.BatchId == batch.Id).ToListAsync(ct);
        var now = clock.UtcNow();
        var plan = await PayoutPlan.Of(act.Db, payouts, account.Currency, now, ct);
        Refusal.Unless(plan.Hash == batch.Plan, BankingRefusals.PlanChanged, batch.Number);
        batch.Write(now);
        foreach (var line in plan.Lines)
        {
            line.Payout.Reach(PayoutState.InFile, now);
            var parts = PayoutPlan.Split(line.Payout.AmountMinor, account.PaymentMaxMinor);
            act.Db.BankTransfers.AddRange(parts.Select((amount, at) => BankTransfer.Of(batch, line, at + 1, parts.Length, amount, now)));
        }

        await act.Save();
        await Seal(act.Db, actor, batch, account, ct);
        await act.Commit();
    }

    /// <summary>The file as it was first written, to be handed to the bank; every download is in the trail.</summary>
    /// <exception cref="Refusal">No such batch; not written yet; it would not be the bytes that were written first.</exception>
    public async Task<BankFile> Download(Actor actor, string number, BankFileFormat format, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ExportPayoutFiles, ct);
        var batch =
            await act.Db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(batch.State == BatchState.Written || batch.HasLeft, BankingRefusals.FileNotWritten, number);
        var account = await act.Db.OperatorAccounts.AsNoTracking().SingleAsync(row => row.Id == batch.AccountId, ct);
        var model = await Model(act.Db, batch, account, ct);
        var bytes = Bytes(model, format);
        var hash = Hash(bytes);
        var first = format switch
        {
            BankFileFormat.Pain09 => batch.Pain09Sha256,
            BankFileFormat.Pain03 => batch.Pain03Sha256,
            BankFileFormat.Csv => batch.CsvSha256,
        };
        Refusal.Unless(hash == first, BankingRefusals.FileDiffers, number);
        var (name, type) = format switch
        {
            BankFileFormat.Pain09 => ($"{number}.pain.001.001.09.xml", "application/xml"),
            BankFileFormat.Pain03 => ($"{number}.pain.001.001.03.xml", "application/xml"),
            BankFileFormat.Csv => ($"{number}.csv", "text/csv; charset=utf-8"),
        };
        var file = new OutgoingFile(
            trail,
            new FileAct(actor, "payout-batch.downloaded", "payout-batch", batch.Number, Facts: new { format }),
            name,
            type,
            (writer, token) => Write(model.Items.Count, bytes, writer, token)
        );
        return new BankFile(file, model.Items.Count, model.TotalMinor, batch.Currency);
    }

    private static async Task Write(int transfers, byte[] bytes, FileWriter file, CancellationToken ct)
    {
        for (var row = 0; row < transfers; row++)
        {
            file.Row();
        }

        await file.Body.WriteAsync(bytes, ct);
    }

    private async Task Seal(PortalDb db, Actor actor, PayoutBatch batch, OperatorAccount account, CancellationToken ct)
    {
        var model = await Model(db, batch, account, ct);
        Invariant.Hold(
            "I-26",
            model.TotalMinor == batch.TotalMinor,
            $"{batch.Number} would pay {model.TotalMinor}, not {batch.TotalMinor}"
        );
        var (pain09, pain03, csv) = (
            Hash(Bytes(model, BankFileFormat.Pain09)),
            Hash(Bytes(model, BankFileFormat.Pain03)),
            Hash(Bytes(model, BankFileFormat.Csv))
        );
        batch.Seal(pain09, pain03, csv);
        var day = zone.Today(clock);
        var transfers = await db.BankTransfers.AsNoTracking().Where(row => row.BatchId == batch.Id).OrderBy(row => row.Id).ToListAsync(ct);
        await poster.PostMany(db, [.. transfers.Select(transfer => TransferMoney.Out(transfer, day))], ct);
        db.Audit(
            actor,
            "payout-batch.written",
            "payout-batch",
            batch.Number,
            after: new
            {
                transfers = transfers.Count,
                batch.TotalMinor,
                sha256 = pain09,
            }
        );
        await db.SaveChangesAsync(ct);
    }

    private async Task<CreditTransfers> Model(PortalDb db, PayoutBatch batch, OperatorAccount account, CancellationToken ct)
    {
        var rows = await db
            .BankTransfers.AsNoTracking()
            .Where(row => row.BatchId == batch.Id)
            .OrderBy(row => row.Id)
            .Select(row => new
            {
                Transfer = row,
                Sealed = db.BankAccounts.Where(to => to.Id == row.BankAccountId).Select(to => to.NumberSealed).Single(),
                Statement = db
                    .Payouts.Where(payout => payout.Id == row.PayoutId)
                    .Join(db.Statements, payout => payout.StatementId, statement => statement.Id, (_, statement) => statement.Number)
                    .Single(),
            })
            .ToListAsync(ct);
        return new CreditTransfers(
            batch.MessageId,
            batch.WrittenUtc!.Value,
            batch.Number,
            batch.ExecutionDay,
            new BankParty(account.Holder, account.BankCode, account.Number),
            Currency.Of(batch.Currency),
            [
                .. rows.Select(row => new CreditTransfer(
                    row.Transfer.EndToEndId,
                    row.Transfer.AmountMinor,
                    new BankParty(
                        row.Transfer.Payee,
                        row.Transfer.BankCode,
                        vault.OpenText(row.Sealed, BankAccount.Purpose(row.Transfer.MerchantId))
                    ),
                    $"Settlement {row.Statement}"
                )),
            ]
        );
    }

    private static byte[] Bytes(CreditTransfers model, BankFileFormat format) =>
        format switch
        {
            BankFileFormat.Pain09 => Pain001.Write(model, Schemas.Pain001V09),
            BankFileFormat.Pain03 => Pain001.Write(model, Schemas.Pain001V03),
            BankFileFormat.Csv => BankCsv.Write(model),
        };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
