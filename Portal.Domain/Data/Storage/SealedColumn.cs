using System.Linq.Expressions;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>
/// A column of sealed texts. <paramref name="purpose"/> says what the text of an owner was sealed under, <paramref name="only"/> which rows
/// are sealed where not all are; the owner is the row's organisation unless another column is named.
/// </summary>
internal sealed class SealedColumn<T>(
    string column,
    Func<long, string> purpose,
    Expression<Func<T, bool>>? only = null,
    string owner = nameof(IOfMerchant.MerchantId),
    string key = "Id"
) : ISealedStore
    where T : class
{
    private const int Slice = 500;

    public string Name { get; } = $"{typeof(T).Name}.{column}";

    public async Task<int> Reseal(PortalDb db, PersonalDataKeys keys, int take, CancellationToken ct)
    {
        var head = PersonalDataKeys.HeadTextOf(keys.NewestId);
        var rows = await Sealed(db)
            .Where(row => EF.Property<string>(row, column).Substring(0, PersonalDataKeys.HeadChars) != head)
            .OrderBy(row => EF.Property<long>(row, key))
            .Take(take)
            .Select(row => new
            {
                Id = EF.Property<long>(row, key),
                Owner = EF.Property<long>(row, owner),
                Text = EF.Property<string>(row, column),
            })
            .ToListAsync(ct);
        foreach (var one in rows)
        {
            var fresh = keys.SealText(keys.OpenText(one.Text, purpose(one.Owner)), purpose(one.Owner));
            // Only where it is still the text that was read: somebody may have typed a new one meanwhile.
            await db.Sealed(
                db.Set<T>().Where(row => EF.Property<long>(row, key) == one.Id && EF.Property<string>(row, column) == one.Text),
                found => found.ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<string>(row, column), fresh), ct),
                ct
            );
        }

        return rows.Count;
    }

    public async Task<SealedCount> Count(PortalDb db, PersonalDataKeys keys, CancellationToken ct)
    {
        var ids = keys.Ids;
        var (all, unreadable, after) = (0L, 0L, 0L);
        while (true)
        {
            var from = after;
            var rows = await Sealed(db)
                .Where(row => EF.Property<long>(row, key) > from)
                .OrderBy(row => EF.Property<long>(row, key))
                .Take(Slice)
                .Select(row => new
                {
                    Id = EF.Property<long>(row, key),
                    Owner = EF.Property<long>(row, owner),
                    Text = EF.Property<string>(row, column),
                })
                .ToListAsync(ct);
            if (rows.Count == 0)
            {
                return new SealedCount(all, unreadable);
            }

            all += rows.Count;
            unreadable += rows.Count(row => !Opens(keys, ids, row.Text, purpose(row.Owner)));
            after = rows[^1].Id;
        }
    }

    private IQueryable<T> Sealed(PortalDb db) =>
        db.Set<T>().Where(only ?? (_ => true)).Where(row => EF.Property<string?>(row, column) != null);

    private static bool Opens(PersonalDataKeys keys, IReadOnlyList<string> ids, string text, string purpose)
    {
        try
        {
            var envelope = Convert.FromBase64String(text);
            return ids.Contains(PersonalDataKeys.KeyIdOf(envelope)) && keys.Open(envelope, purpose) is not null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
