using Microsoft.AspNetCore.Components;
using Portal.Components.Accounts;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Review;

/// <summary>One case of the queue: whose, which round, how long is left.</summary>
public sealed partial class QueueLine
{
    [Parameter, EditorRequired]
    public required QueueRow Row { get; set; }

    [Parameter]
    public bool Current { get; set; }

    /// <summary>The letter that opens it (<c>j</c> or <c>k</c> beside the current one).</summary>
    [Parameter]
    public string? Key { get; set; }

    private string Note => $"{AccountLabels.Of(Row.Type)} · {Round(Row)}";

    public static string Round(QueueRow row) =>
        row.Round == 0 ? CertificationTexts.FirstReview : Fmt.Text(CertificationTexts.RoundN, Fmt.Count(row.Round + 1));
}
