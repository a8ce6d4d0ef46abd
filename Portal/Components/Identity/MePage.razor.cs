using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.Identity;

/// <summary>One's own account: who one is, and what one may do where.</summary>
public sealed partial class MePage
{
    private Me? me;

    [Inject]
    public required PeopleService People { get; init; }

    protected override Task OnInitializedAsync() => Read();

    private Task Read() => Load(async actor => me = await People.Me(actor, Gone));
}
