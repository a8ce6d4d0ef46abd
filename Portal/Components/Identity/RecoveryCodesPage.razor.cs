using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.Identity;

/// <summary>A new set of recovery codes; the old ones stop working.</summary>
public sealed partial class RecoveryCodesPage
{
    private IReadOnlyList<string>? codes;

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    private Task Submit() => ActOrConfirm(async () => codes = await Seconds.RenewRecoveryCodes(Actor, Gone));
}
