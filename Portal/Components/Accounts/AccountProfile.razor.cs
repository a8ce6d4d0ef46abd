using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>What followers see of an account, and the way to change it.</summary>
public sealed partial class AccountProfile
{
    private AccountFormView? _view;
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

    private string? General => Problem is not null && !AccountDraft.Fields.Contains(Problem.Field) ? RefusalText.Refusal(Problem) : null;

    protected override string DraftKey => $"account:{Handle}";

    protected override IReadOnlyList<DraftWord> Words(AccountDraft form) => form.Words();

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() =>
        Load(async actor =>
        {
            await Read(actor);
            var me = await People.Me(actor, Gone);
            MayEdit = me.May(Permit.EditAccounts, Merchant) && _view!.Card.State != AccountState.Closed;
            MayClose = me.May(Permit.ManageMerchant, Merchant);
            if (MayEdit && await Resume(actor) && Form.Version != _view!.Version)
            {
                // Typed over a profile that somebody has changed since: both are shown.
                Oppose(AccountDraft.Of(_view), Clock.UtcNow());
            }
        });

    private async Task Read(Actor actor)
    {
        _view = await Accounts.Sheet(actor, Merchant, Handle, Gone);
        Form = AccountDraft.Of(_view);
    }

    private async Task Save()
    {
        _said = null;
        var saved = await Act(async actor =>
        {
            await Keep(actor);
            if (Clash is not null)
            {
                return;
            }

            await Accounts.Edit(actor, Merchant, Handle, Form.ToForm(), Form.Version, Gone);
            await Discard(actor);
            await Read(actor);
            _said = AccountsTexts.ProfileSaved;
        });
        if (!saved && Problem?.Code == KernelRefusals.Conflict)
        {
            await Act(async actor => Oppose(AccountDraft.Of(_view = await Accounts.Sheet(actor, Merchant, Handle, Gone)), Clock.UtcNow()));
        }
    }

    protected override Task KeepMine()
    {
        Form.Version = _view!.Version;
        return base.KeepMine();
    }

    private Task Avatar(byte[] content) =>
        Act(async actor =>
        {
            Form.AvatarKey = await Accounts.KeepAvatar(actor, Merchant, content, Gone);
            await Keep(actor);
        });

    private async Task Close()
    {
        if (await Act(actor => Accounts.Close(actor, Merchant, Handle, _reason, Gone)))
        {
            await Reload();
        }
    }
}
