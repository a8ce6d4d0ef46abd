namespace Portal.Components.Fees;

/// <summary>What certification costs: fixed by its own schedule, shown here so that all fees are on one page.</summary>
public sealed partial class CertificationFees;
