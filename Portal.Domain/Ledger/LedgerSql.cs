using Portal.Domain.Data;

namespace Portal.Domain.Ledger;

/// <summary>The catalogues of the ledger as proofs write them into their queries.</summary>
internal static class LedgerSql
{
    /// <summary>Names of kinds, quoted, with commas between: for IN, or one for a comparison.</summary>
    public static SqlWord Kinds(params EntryKind[] kinds) => new(string.Join(", ", kinds.Select(kind => Quoted(EntryKinds.Of(kind).Name))));

    /// <summary>The names of all kinds there are.</summary>
    public static SqlWord AllKinds => Kinds(Enum.GetValues<EntryKind>());

    /// <summary>The name of a role's only account.</summary>
    public static SqlWord Code(LedgerRole role) => new(Quoted(LedgerRoles.Shape(role)));

    /// <summary>The name of an account whose hole is filled by a column, e.g. <c>s."MerchantId"</c>.</summary>
    public static SqlWord Code(LedgerRole role, string column) =>
        new(
            LedgerRoles.After(role) is { Length: > 0 } after
                ? $"{Quoted(LedgerRoles.Before(role))} || {column} || {Quoted(after)}"
                : $"{Quoted(LedgerRoles.Before(role))} || {column}"
        );

    /// <summary>A role as an account stores it.</summary>
    public static SqlWord Role(LedgerRole role) => new(Quoted(role.ToString()));

    /// <summary>The role that an account's code says, worked out in the database: for the proof that the stored one is the same.</summary>
    public static SqlWord RoleOf(string code) =>
        new(
            $"CASE {string.Join(' ', LedgerRoles.All.OrderBy(LedgerRoles.IsOfMany).Select(role => $"WHEN {Fits(code, role)} THEN {Quoted(role.ToString())}"))} ELSE 'none' END"
        );

    private static string Fits(string code, LedgerRole role) =>
        LedgerRoles.IsOfMany(role)
            ? $"{code} LIKE {Quoted($"{LedgerRoles.Before(role)}_%{LedgerRoles.After(role)}")}"
            : $"{code} = {Quoted(LedgerRoles.Shape(role))}";

    private static string Quoted(string text) => $"'{text}'";
}
