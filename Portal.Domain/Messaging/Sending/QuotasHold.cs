using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Every message that is scheduled or sent holds exactly one slot, within its period's limit.</summary>
internal sealed class QuotasHold : IProof
{
    public string Id => "I-32";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var without = await db
            .Messages.Where(row =>
                (row.State == MessageState.Scheduled || row.State == MessageState.Sent || row.State == MessageState.Recalled)
                != db.QuotaReservations.Any(held => held.MessageId == row.Id)
            )
            .OrderBy(row => row.Id)
            .Select(row => row.Number)
            .FirstOrDefaultAsync(ct);
        // What was reserved while more were allowed stays: a slot is over when it never was allowed.
        var policies = await db.Policies(ct);
        var (aDay, aMonth) = (
            policies.MostEver(MessagingPolicies.SubscriptionBroadcastsADay),
            policies.MostEver(MessagingPolicies.ServiceBroadcastsAMonth)
        );
        var over = await db
            .QuotaReservations.Where(row =>
                row.Slot < 1
                || (row.Slot > aMonth && EF.Functions.Like(row.Period, "M%"))
                || (row.Slot > aDay && EF.Functions.Like(row.Period, "D%"))
            )
            .OrderBy(row => row.Id)
            .Select(row => row.Period)
            .FirstOrDefaultAsync(ct);
        var count = await db.QuotaReservations.CountAsync(ct);
        return (without ?? over) is { } bad
            ? new ProofResult(Id, false, $"the quota of {bad} is not held as it should be")
            : new ProofResult(Id, true, $"{count} quota slots are held once each");
    }
}
