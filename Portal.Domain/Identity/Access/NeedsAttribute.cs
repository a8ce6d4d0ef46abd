namespace Portal.Domain.Identity;

/// <summary>
/// Declares the permit of a public service method that still opens by hand (the walk of a bill); everywhere else the opening sentence says it,
/// and the permission sweep hears it there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute(Permit permit) : Attribute
{
    public Permit Permit { get; } = permit;
}
