using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One dated value, for the page and for the history.</summary>
public sealed record PolicyEntry(
    long Id,
    int Number,
    PolicyState State,
    DateTime? WantedUtc,
    DateTime? FromUtc,
    string? Pack,
    string Reason,
    string AskedBy,
    DateTime AskedUtc,
    string? AgreedBy,
    string? Approval,
    string? EndedBy,
    DateTime? EndedUtc
)
{
    internal static PolicyEntry Of(PolicyRow row) =>
        new(
            row.Id,
            row.Number,
            row.State,
            row.WantedUtc,
            row.FromUtc,
            row.Pack,
            row.Reason,
            row.AskedBy,
            row.AskedUtc,
            row.AgreedBy,
            row.Approval,
            row.EndedBy,
            row.EndedUtc
        );
}
