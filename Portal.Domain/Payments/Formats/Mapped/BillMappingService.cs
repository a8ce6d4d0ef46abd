using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public sealed record BillMappingRow(long Id, string Name, BillMap Map, string ChangedBy, DateTime ChangedUtc);

/// <summary>Mappings of columns for gateways Portal has no format of its own for.</summary>
public sealed class BillMappingService(Acts acts, TimeProvider clock)
{
    /// <summary>Letters that a mapping's name may have.</summary>
    public const int NameCharsMax = BillMapping.NameCharsMax;

    public const int PreviewBytesMax = 2 << 20;
    private const int PreviewRowsMax = 10;
    private const int MappingsMax = 100;

    public async Task<IReadOnlyList<BillMappingRow>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewBills, ct);
        var rows = await act.Db.BillMappings.AsNoTracking().OrderBy(row => row.Name).Take(MappingsMax).ToListAsync(ct);
        return [.. rows.Select(row => new BillMappingRow(row.Id, row.Name, row.Map, row.ChangedBy, row.ChangedUtc))];
    }

    /// <summary>Keeps a mapping under its name; one of the same name is changed by it. Bills already taken in stay as they were read.</summary>
    /// <exception cref="Refusal">The name is missing; the mapping is not whole (on the field).</exception>
    public async Task<BillMappingRow> Save(Actor actor, string name, BillMap map, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManageGatewayAccounts, ct);
        var made = BillMapping.Of(name, map, actor, clock.UtcNow());
        await act.Lock("bill-mappings");
        var mapping = await act.Db.BillMappings.SingleOrDefaultAsync(row => row.Name == made.Name, ct);
        var before = mapping?.Map;
        if (mapping is null)
        {
            Refusal.Unless(await act.Db.BillMappings.CountAsync(ct) < MappingsMax, PaymentsRefusals.MappingsFull, MappingsMax);
            mapping = made;
            act.Db.BillMappings.Add(mapping);
        }
        else
        {
            mapping.Change(map, actor, clock.UtcNow());
        }

        await act.Commit("bill-mapping.saved", "bill-mapping", mapping.Name, before: before, after: map);
        return new BillMappingRow(mapping.Id, mapping.Name, mapping.Map, mapping.ChangedBy, mapping.ChangedUtc);
    }

    /// <summary>Shows the first rows of a file, and what this mapping makes of it. Nothing is stored.</summary>
    /// <exception cref="Refusal">The file is too large to be shown.</exception>
    public async Task<BillPreview> Preview(Actor actor, BillMap map, Stream content, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManageGatewayAccounts, ct);
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; )
        {
            Refusal.Unless(kept.Length + read <= PreviewBytesMax, PaymentsRefusals.PreviewTooLarge, PreviewBytesMax >> 20);
            kept.Write(buffer, 0, read);
        }

        return Look(map, kept);
    }

    internal static BillPreview Look(BillMap map, MemoryStream file)
    {
        var facts = BillEncoding.Examine(file);
        var (columns, cells) = FirstRows(map, file, facts);
        var (rows, movements) = (new List<BillRow>(), new List<MovementRow>());
        var whole = map.AmountColumn.Length > 0 && map.TimeColumn.Length > 0 && map.TransactionColumn.Length > 0;
        if (!whole || facts.Encoding is null)
        {
            var problems = BillSniffer.NotText(facts) is { } other ? new[] { other } : [];
            return new BillPreview(columns, cells, rows, problems, problems.Length, BillTotals.None, map.Currency);
        }

        var reading = BillFormats
            .Of(BillFormats.Mapped)
            .Read(file, facts, BillOptions.None with { Map = map.Checked() }, row => Keep(rows, row), row => Keep(movements, row));
        return new BillPreview(
            columns,
            cells,
            rows,
            [.. reading.Problems.Kept.Take(PreviewRowsMax)],
            reading.Problems.Count,
            reading.Totals,
            reading.Currency
        )
        {
            Movements = movements,
            MovementCount = reading.Movements,
            Notes = reading.Problems.Notes,
        };
    }

    private static void Keep<T>(List<T> rows, T row)
    {
        if (rows.Count < PreviewRowsMax)
        {
            rows.Add(row);
        }
    }

    private static (IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>) FirstRows(BillMap map, Stream file, FileFacts facts)
    {
        if (facts.Encoding is null || map.Separator.Length == 0)
        {
            return ([], []);
        }

        file.Position = 0;
        using var records = new CsvRecords(file, facts.Encoding, map.SeparatorChar);
        IReadOnlyList<string> columns = [];
        var rows = new List<IReadOnlyList<string>>();
        while (rows.Count < PreviewRowsMax && records.TryRead(out var cells))
        {
            // The header is the first line with the amount's column, or, while none is chosen, the first with several values.
            var isHeader =
                map.AmountColumn.Length > 0
                    ? cells.Any(cell => BillTable.Plain(cell) == BillTable.Plain(map.AmountColumn))
                    : cells.Count > 2;
            if (columns.Count == 0)
            {
                columns = isHeader ? [.. cells.Select(BillTable.Plain)] : [];
            }
            else
            {
                rows.Add([.. cells.Select(cell => Text.Short(cell, 60))]);
            }
        }

        return (columns, rows);
    }
}
