using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Payments;

/// <summary>What can be done about one row of the queue: look after it, say whose its money is, or close it with a reason.</summary>
public sealed partial class ExceptionAct
{
    private string slug = string.Empty;
    private string why = string.Empty;
    private bool remember;
    private bool asking;
    private (string DisplayName, string LegalName)? recipient;

    [Parameter, EditorRequired]
    public required ExceptionRow Row { get; set; }

    /// <summary>What was done, as a sentence.</summary>
    [Parameter]
    public EventCallback<string> OnDone { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    public required ExceptionService Exceptions { get; init; }

    private string Amount => Fmt.Money(new Money(Row.SignedMinor, Currency.Of(Row.Currency)));

    private string? Wrong(string field) => RefusalText.At(Problem, field);

    private async Task Take()
    {
        if (await Act(me => Exceptions.Take(me, Row.Id, Gone)))
        {
            await OnDone.InvokeAsync(PaymentsTexts.Taken);
        }
    }

    private async Task Leave()
    {
        if (await Act(me => Exceptions.Leave(me, Row.Id, Gone)))
        {
            await OnDone.InvokeAsync(PaymentsTexts.Left);
        }
    }

    private async Task Close()
    {
        if (await Act(me => Exceptions.Close(me, Row.Id, why, Gone)))
        {
            await OnDone.InvokeAsync(PaymentsTexts.Closed);
        }
    }

    // A short name is easily mistaken, and neither the money nor the number comes back: whose it is, is said in full first.
    private async Task AskAssign() => asking = await Act(async me => recipient = await Exceptions.Recipient(me, slug.Trim(), why, Gone));

    private async Task Assign()
    {
        Assigned? given = null;
        if (await Act(async me => given = await Exceptions.Assign(me, Row.Id, slug.Trim(), remember, why, Gone)) && given is { } to)
        {
            await OnDone.InvokeAsync(
                to.Asked is { } asked ? Fmt.Text(ApprovalsTexts.ActAsked, asked)
                : to.Waiting > 0 ? Fmt.Text(PaymentsTexts.AssignedAll, to.MerchantName, Fmt.Count(to.Waiting), Row.MerchantNo)
                : to.Remembered ? Fmt.Text(PaymentsTexts.AssignedNumber, to.MerchantName, Row.MerchantNo)
                : Fmt.Text(PaymentsTexts.AssignedOne, to.MerchantName)
            );
        }
    }
}
