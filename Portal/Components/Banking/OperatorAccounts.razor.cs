using Microsoft.AspNetCore.Components;
using Portal.Components.Settlement;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Components.Banking;

/// <summary>Our own accounts at banks.</summary>
public sealed partial class OperatorAccounts
{
    private Page<OperatorAccountRow>? rows;
    private bool mayAdd;
    private string name = string.Empty;
    private string holder = string.Empty;
    private string bank = string.Empty;
    private string number = string.Empty;
    private string currency = Currency.Cny.Code;
    private long? paymentMax = 1_000_000;

    [Inject]
    public required OperatorAccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    protected override Task OnInitializedAsync() => Read();

    private string? Wrong(string field) => RefusalText.At(Problem, field);

    private Task Read() =>
        Load(async me =>
        {
            rows = new Page<OperatorAccountRow>(await Accounts.List(me, Gone), null, null);
            mayAdd = (await People.Me(me, Gone)).May(Permit.ManageOperatorAccounts);
        });

    private async Task Add()
    {
        var code = new BankFormView { Bank = bank }
            .Form
            .BankCode;
        var form = new OperatorAccountForm(
            name,
            holder,
            code,
            number,
            currency.Trim(),
            Minor(Math.Min(paymentMax ?? 0, long.MaxValue / 10_000))
        );
        if (await Act(me => Accounts.Add(me, form, Gone)))
        {
            (name, holder, bank, number) = ("", "", "", "");
            await Read();
        }
    }

    // A currency that is not known is refused by the form itself.
    private long Minor(long major) => Currency.TryOf(currency.Trim(), out var known) ? Money.OfMajor(major, known).MinorUnits : major;
}
