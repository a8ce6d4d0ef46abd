namespace Portal.Domain.Kernel;

internal static class PolicyRefusals
{
    public const string OutOfRange = "Policies_OutOfRange";

    /// <summary>Nothing takes effect before it was decided.</summary>
    public const string TimePast = "Policies_TimePast";
    public const string TimeTooFar = "Policies_TimeTooFar";

    public const string AlreadyInForce = "Policies_AlreadyInForce";
    public const string PackChangesNothing = "Policies_PackChangesNothing";
}
