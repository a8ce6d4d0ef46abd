using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;

namespace Portal.Components.Accounts;

/// <summary>What happened to an account: who, when, what and why.</summary>
public sealed partial class AccountHistory
{
    private AccountFormView? _view;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Handle { get; set; }

    [Inject]
    public required AccountService Accounts { get; init; }

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() => Load(async actor => _view = await Accounts.Sheet(actor, Merchant, Handle, Gone));
}
