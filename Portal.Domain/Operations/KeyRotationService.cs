using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>What a rotation did. Not finished: start it again, it goes on where it stood.</summary>
public sealed record RotationReceipt(string Key, bool MadeKey, int Resealed, IReadOnlyList<string> Retired, bool Finished);

/// <summary>Gives personal data a new key: everything is re-encrypted in slices, and the old keys are put aside when nothing uses them.</summary>
public sealed class KeyRotationService
{
    private const int Slice = 50;
    private readonly Acts _acts;
    private readonly PersonalDataKeys _keys;
    private readonly ISealedStore[] _stores;

    internal KeyRotationService(Acts acts, PersonalDataKeys keys, IEnumerable<ISealedStore> stores) =>
        (_acts, _keys, _stores) = (acts, keys, [.. stores]);

    /// <summary>
    /// Goes on with a rotation that was broken off, or begins one: a key of a file ring is made, a key of the setting must have been added.
    /// </summary>
    public Task<RotationReceipt> Rotate(Actor actor, CancellationToken ct) => Rotate(actor, int.MaxValue, ct);

    /// <summary>A line for the setting <c>PersonalData:Keys</c>, where the keys are a setting.</summary>
    public async Task<string> NewKeyLine(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.RotateKeys, ct);
        return _keys.NewSetting();
    }

    internal async Task<RotationReceipt> Rotate(Actor actor, int slicesMax, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.RotateKeys, ct);
        // More than one key in the ring: an earlier rotation did not come to its end.
        var make = !_keys.IsSetting && _keys.Ids.Count < 2;
        var newest = make ? _keys.Rotate() : _keys.NewestId;
        var resealed = 0;
        foreach (var store in _stores)
        {
            while (await store.Reseal(act.Db, _keys, Slice, ct) is > 0 and var count)
            {
                resealed += count;
                if (--slicesMax <= 0 || ct.IsCancellationRequested)
                {
                    return new RotationReceipt(newest, make, resealed, [], Finished: false);
                }
            }
        }

        var retired = _keys.IsSetting ? [] : _keys.Ids.Where(id => id != newest).ToList();
        retired.ForEach(_keys.Retire);
        await act.Commit("personal-data.keys-rotated", "key-ring", newest, after: new { resealed, retired });
        return new RotationReceipt(newest, make, resealed, retired, Finished: true);
    }
}
