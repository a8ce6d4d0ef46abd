using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Jobs;

/// <summary>Imports what lies in the folder for bills.</summary>
public sealed class BillDropJob(BillDropService drop)
{
    public Task Run(CancellationToken ct) => drop.Sweep(Actor.System("bills"), ct);
}

/// <summary>Decides the fees of what bills brought in.</summary>
public sealed class FeeAccrualJob(SettlementService settlement)
{
    public Task Run(CancellationToken ct) => settlement.AccrueFees(Actor.System("fees"), ct);
}

/// <summary>Closes every day that is over. Hourly: a bill comes in the morning after its day, and a night missed is made up for.</summary>
public sealed class DayCloseJob(SettlementService settlement)
{
    public Task Run(CancellationToken ct) => settlement.SettleYesterday(Actor.System("settlement"), ct);
}
