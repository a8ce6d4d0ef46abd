using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.People;

/// <summary>The permission matrix: every permit a member can have against every role of the organisation.</summary>
public sealed partial class RolesPage
{
    private RoleMatrix? matrix;

    [Parameter]
    public required string Merchant { get; set; }

    [Inject]
    public required CustomRoleService Roles { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => matrix = await Roles.Matrix(me, Merchant, Gone));
}
