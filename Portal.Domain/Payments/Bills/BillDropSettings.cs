using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Where files are put for import; empty: nowhere.</summary>
public sealed record BillDropSettings(string Folder)
{
    public static BillDropSettings None { get; } = new(string.Empty);

    /// <summary>How a refusal is put into words for the file beside a refused one.</summary>
    public Func<Refusal, string> Say { get; init; } = refusal => string.Join(' ', [refusal.Code, .. refusal.Args]);

    /// <summary>The zone of Stripe reports whose times are local; those with UTC columns do not need it.</summary>
    public string StripeZone { get; init; } = string.Empty;

    /// <summary>A file that was written to this recently may still be growing.</summary>
    public static TimeSpan Still { get; } = TimeSpan.FromSeconds(20);
}
