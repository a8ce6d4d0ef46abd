using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>What followers see of an account, and the way to change it.</summary>
public sealed partial class AccountProfile
{
    private AccountSheet? _sheet;
    private AccountDraft _form = new();
    private string? _said;
    private bool _closing;
    private string? _reason;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Handle { get; set; }

    [Inject]
    public required AccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private bool MayEdit { get; set; }
    private bool MayClose { get; set; }

    private string? General => Problem is not null && !AccountDraft.Fields.Contains(Problem.Field) ? Say.Refusal(Problem) : null;

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() =>
        Load(async actor =>
        {
            _sheet = await Accounts.Sheet(actor, Merchant, Handle, Gone);
            _form = AccountDraft.Of(_sheet);
            var me = await People.Me(actor, Gone);
            MayEdit = me.May(Permit.EditAccounts, Merchant) && _sheet.Card.State != AccountState.Closed;
            MayClose = me.May(Permit.ManageMerchant, Merchant);
        });

    private async Task Save()
    {
        _said = null;
        if (await Act(actor => Accounts.Edit(actor, Merchant, Handle, _form.ToForm(), _sheet!.Version, Gone)))
        {
            await Reload();
            _said = AccountsTexts.ProfileSaved;
        }
    }

    private Task Avatar(byte[] content) => Act(async actor => _form.AvatarKey = await Accounts.KeepAvatar(actor, Merchant, content, Gone));

    private async Task Close()
    {
        if (await Act(actor => Accounts.Close(actor, Merchant, Handle, _reason, Gone)))
        {
            await Reload();
        }
    }

    private string? Error(string field) => Problem?.Field == field ? Say.Refusal(Problem) : null;
}
