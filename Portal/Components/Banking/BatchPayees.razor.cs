using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;
using Portal.Resources;

namespace Portal.Components.Banking;

/// <summary>Everybody a batch pays, what is unusual first, and our account before and after: what a second person agrees to.</summary>
public sealed partial class BatchPayees
{
    /// <summary>How many payees are shown at first, and how many more at each asking.</summary>
    public const int Step = 50;

    [Parameter, EditorRequired]
    public required BatchReview Review { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>The decision has been made: what would have to be weighed before it (our balance, what is unusual) is not asked again.</summary>
    [Parameter]
    public bool Decided { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnMore { get; set; }

    private string Proven =>
        Review.Funds.LastStatement is { } day ? Fmt.Text(BankingTexts.BalanceProven, Fmt.Day(day)) : BankingTexts.BalanceUnproven;

    private string Money(long minor) => BankLabels.Money(minor, Review.Currency);
}
