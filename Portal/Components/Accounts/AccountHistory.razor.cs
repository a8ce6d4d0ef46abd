using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>How an account came to its state: each move with who, when and why.</summary>
public sealed partial class AccountHistory
{
    private AccountSheet? _sheet;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Handle { get; set; }

    [Inject]
    public required AccountService Accounts { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() => Load(async actor => _sheet = await Accounts.Sheet(actor, Merchant, Handle, Gone));

    private List<Moment> Moments(AccountSheet sheet) =>
        [
            .. sheet.History.Select(move => new Moment(
                Fmt.Text(AccountsTexts.MovedTo, AccountWords.Of(move.To)),
                $"{Fmt.Instant(move.AtUtc, Zone.Zone)} · {move.ByName} · {AccountWords.Reason(move.Reason)}",
                move.To is AccountState.Suspended or AccountState.Closed ? MomentKind.Bad : MomentKind.Done
            )),
        ];
}
