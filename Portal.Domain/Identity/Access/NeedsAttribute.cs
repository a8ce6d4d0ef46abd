namespace Portal.Domain.Identity;

/// <summary>
/// Declares the permit a public service method asks the Gate for. The permission sweep calls every such method as every wrong person and
/// compares with the table; a public service method without it fails the build's tests.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute(Permit permit) : Attribute
{
    public Permit Permit { get; } = permit;
}
