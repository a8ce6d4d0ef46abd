using Microsoft.AspNetCore.Components;
using Portal.Components.Layout;
using Portal.Domain.Approvals;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Admin;

/// <summary>One person: staff roles, organisations, and what an administrator may do about the account.</summary>
public sealed partial class AdminPerson
{
    private PersonView? person;
    private StaffRole grant;
    private StaffRole revoke;
    private string why = string.Empty;
    private string reason = string.Empty;
    private string? said;
    private long reader;
    private long offeredTo;
    private PersonAct asked;
    private bool open;
    private string formKey = Guid.NewGuid().ToString("N");

    private enum PersonAct
    {
        None,
        Lock,
        Unlock,
        Revoke,
    }

    [Parameter]
    public required long Id { get; set; }

    [Inject]
    public required StaffService Staff { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required RoleGrantService Grants { get; init; }

    private bool IsMe => reader == Id;

    private List<StaffRole> Grantable => [.. Enum.GetValues<StaffRole>().Except(person?.Staff ?? [])];

    private string DialogTitle =>
        asked switch
        {
            PersonAct.Lock => Fmt.Text(AdminTexts.LockPersonTitle, person?.DisplayName),
            PersonAct.Unlock => Fmt.Text(AdminTexts.UnlockPersonTitle, person?.DisplayName),
            PersonAct.Revoke => Fmt.Text(AdminTexts.RevokeRoleTitle, RoleNames.Of(revoke), person?.DisplayName),
            PersonAct.None => string.Empty,
        };

    private string? DialogText =>
        asked switch
        {
            PersonAct.Lock => AdminTexts.LockPersonText,
            PersonAct.Revoke => AdminTexts.RevokeRoleText,
            PersonAct.Unlock or PersonAct.None => null,
        };

    private string DialogVerb =>
        asked switch
        {
            PersonAct.Lock => AdminTexts.LockPerson,
            PersonAct.Unlock => AdminTexts.UnlockPerson,
            PersonAct.Revoke or PersonAct.None => AdminTexts.RevokeRole,
        };

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            reader = me.UserId;
            person = await Staff.Person(me, Id, Gone);
            // The harmless role is offered first, and a refusal does not change what was chosen.
            grant = offeredTo != Id || person.Staff.Contains(grant) ? Grantable.LastOrDefault() : grant;
            offeredTo = Id;
        });

    private void Ask(PersonAct act)
    {
        (asked, reason, open) = (act, string.Empty, true);
    }

    private void AskRevoke(StaffRole role)
    {
        revoke = role;
        Ask(PersonAct.Revoke);
    }

    private Task Carry() =>
        asked switch
        {
            PersonAct.Lock => Do(me => Staff.Lock(me, Id, reason, Gone), Fmt.Text(AdminTexts.PersonLocked, person?.DisplayName)),
            PersonAct.Unlock => Do(me => Staff.Unlock(me, Id, reason, Gone), Fmt.Text(AdminTexts.PersonUnlocked, person?.DisplayName)),
            PersonAct.Revoke => Do(
                me => Staff.Revoke(me, Id, revoke, reason, Gone),
                Fmt.Text(AdminTexts.RoleRevoked, RoleNames.Of(revoke))
            ),
            PersonAct.None => Task.CompletedTask,
        };

    private Task Resend() => Do(me => Staff.ResendConfirmation(me, Id, Gone), Fmt.Text(AdminTexts.ConfirmationSent, person?.Email));

    private async Task Grant()
    {
        asked = PersonAct.None;
        if (GuardedRoles.Staff.Contains(grant))
        {
            var number = string.Empty;
            await Do(async me => number = await Grants.ProposeStaff(me, Id, grant, why, formKey, Gone), string.Empty);
            said = said is null ? null : Fmt.Text(AdminTexts.RoleProposed, RoleNames.Of(grant), number);
            formKey = Problem is null ? Guid.NewGuid().ToString("N") : formKey;
        }
        else
        {
            await Do(me => Staff.Grant(me, Id, grant, why, Gone), Fmt.Text(AdminTexts.RoleGranted, RoleNames.Of(grant)));
        }

        why = Problem is null ? string.Empty : why;
    }

    private async Task Do(Func<Actor, Task> act, string sentence)
    {
        said = await Act(act) ? sentence : null;
        await Read();
    }
}
