using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.Identity;

/// <summary>Turning an authenticator app on: scan, type a first code, put the recovery codes away.</summary>
public sealed partial class AuthenticatorPage
{
    private AuthenticatorSetup? setup;
    private IReadOnlyList<string>? codes;

    [SupplyParameterFromForm(FormName = "app", Name = "Form")]
    private CodeForm? Posted { get; set; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    protected override Task OnInitializedAsync() => ActOrConfirm(async () => setup = await Seconds.Begin(Actor, Gone));

    private Task Submit() => ActOrConfirm(async () => codes = await Seconds.Confirm(Actor, Typed(Posted?.Code, "Code"), Gone));

    private sealed class CodeForm
    {
        public string? Code { get; set; }
    }
}
