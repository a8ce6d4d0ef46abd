using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Routes;

namespace Portal.Components.People;

/// <summary>Makes or changes a custom role by ticking permits.</summary>
public sealed partial class RolePage
{
    private readonly HashSet<Permit> ticked = [];
    private RoleMatrix? matrix;
    private MatrixRole? role;
    private string name = string.Empty;
    private bool deleting;

    [Parameter]
    public required string Merchant { get; set; }

    /// <summary>The role; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    [Inject]
    public required CustomRoleService Roles { get; init; }

    private IEnumerable<IGrouping<PermitArea, MatrixPermit>> Offered =>
        matrix!.Permits.Where(row => row.Fact.Grant != PermitGrant.None).GroupBy(row => row.Fact.Area);

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            matrix = await Roles.Matrix(me, Merchant, Gone);
            role = Id is null ? null : matrix.Roles.SingleOrDefault(one => one.Name.Key.Custom == Id) ?? throw Refusal.NotFound();
            name = role?.Name.CustomName ?? string.Empty;
            ticked.Clear();
            ticked.UnionWith(role?.Permits ?? []);
        });

    private void Tick(Permit permit, bool on)
    {
        if (on)
        {
            ticked.Add(permit);
        }
        else
        {
            ticked.Remove(permit);
        }
    }

    private async Task Save()
    {
        var form = new CustomRoleForm(Id, name, [.. ticked], role?.Version ?? 0);
        if (await Act(me => Roles.Save(me, Merchant, form, Gone)))
        {
            LeadOn(Urls.Roles(Merchant));
        }
    }

    private async Task Delete()
    {
        if (Id is { } id && await Act(me => Roles.Delete(me, Merchant, id, Gone)))
        {
            LeadOn(Urls.Roles(Merchant));
        }
    }
}
