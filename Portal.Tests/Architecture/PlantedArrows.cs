using Microsoft.EntityFrameworkCore;
using Portal.Domain.Settlement;

// Stands where a file of Ledger would, so that the guard sees what it must refuse.
namespace Portal.Domain.Ledger;

/// <summary>Every way into another module's things that the arrow test has to see.</summary>
internal static class PlantedArrows
{
    public static Task<int> Reads(PortalDb db) => db.Statements.CountAsync();

    public static Task Calls(SettlementService settlement) => Task.FromResult(settlement.GetHashCode());

    public static string Names() => "SELECT 1 FROM \"Statements\"";

    public static void Writes(PortalDb db, Statement row) => db.Statements.Add(row);

    public static Task<int> Deletes(PortalDb db) => db.Statements.Where(row => row.Id == 0).ExecuteDeleteAsync();

    public static string Updates() => "UPDATE \"Statements\" SET \"Id\" = 0";

    public static Task<int> Stays(PortalDb db) => db.LedgerEntries.CountAsync();
}
