using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Data;

/// <summary>Reads a whole table in the order of its seals and adds up what is there, seal by seal.</summary>
internal static class SealedTable
{
    /// <param name="each">The sum of each seal's rows, the rows in their order, and what names the seal where no number does.</param>
    /// <returns>How many rows there are.</returns>
    public static async Task<long> Walk(
        PortalDb db,
        SealShape shape,
        SealKey key,
        Action<long, SealSum, IReadOnlyList<RowKey>, string?> each,
        CancellationToken ct
    )
    {
        using var bytes = new RowBytes(shape, key);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0;
        command.CommandText = $"{shape.Select} ORDER BY {string.Join(", ", shape.KeyColumns.Select(column => $"\"{column}\""))}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (rows, here) = (0L, new List<RowKey>(shape.Block));
        var (sum, group, name) = (new SealSum(shape.MarksLength), long.MinValue, (string?)null);
        while (await reader.ReadAsync(ct))
        {
            var row = SealedRows.KeyOf(shape, reader);
            if (shape.GroupOf(row) is var at && at != group)
            {
                if (here.Count > 0)
                {
                    each(group, sum, here, name);
                }

                (sum, group, name) = (new SealSum(shape.MarksLength), at, shape.NameOf(row));
                here.Clear();
            }

            bytes.Read(reader);
            bytes.To(sum, row, 1);
            here.Add(row);
            rows++;
        }

        if (here.Count > 0)
        {
            each(group, sum, here, name);
        }

        return rows;
    }
}
