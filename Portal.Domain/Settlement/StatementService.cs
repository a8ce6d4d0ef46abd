using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Finds statements by what people know of them.</summary>
public sealed class StatementService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    /// <summary>The number of the statement that ends on a day.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    [Needs(Permit.ViewStatements)]
    public async Task<string> NumberOn(Actor actor, string merchant, DateOnly day, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var organisation = await gate.Merchant(db, actor, merchant, Permit.ViewStatements, ct);
        return await db
                .Statements.Of(organisation)
                .Where(row => row.PeriodTo == day)
                .OrderBy(row => row.Currency != "CNY")
                .Select(row => row.Number)
                .FirstOrDefaultAsync(ct)
            ?? throw new Refusal(SettlementRefusals.NoStatement, merchant, day);
    }
}
