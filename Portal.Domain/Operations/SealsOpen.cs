using Portal.Domain.Data;

namespace Portal.Domain.Operations;

/// <summary>Everything encrypted opens with a key of the ring, and every document a case names is there.</summary>
internal sealed class SealsOpen(PersonalDataKeys keys, IEnumerable<ISealedStore> stores) : IProof
{
    public string Id => "I-60";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var (all, bad) = (0L, new List<string>());
        foreach (var store in stores)
        {
            var count = await store.Count(db, keys, ct);
            all += count.All;
            if (count.Unreadable > 0)
            {
                bad.Add($"{count.Unreadable} of {store.Name}");
            }
        }

        return bad.Count == 0
            ? new ProofResult(Id, true, $"{all} sealed, {keys.Ids.Count} key(s)")
            : new ProofResult(Id, false, $"no key of the ring opens {string.Join(", ", bad)}");
    }
}
