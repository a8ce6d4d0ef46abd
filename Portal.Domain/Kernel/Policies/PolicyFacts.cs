namespace Portal.Domain.Kernel;

/// <summary>What the catalogue says of a policy beside its name.</summary>
public sealed record PolicyFacts(PolicyGroup Group, PolicyUnit Unit, int Standard, int Min, int Max, Loosens Loosens, PolicySource Source)
{
    /// <summary>One of our own choice.</summary>
    public PolicyFacts(PolicyGroup group, PolicyUnit unit, int standard, int min, int max, Loosens loosens)
        : this(group, unit, standard, min, max, loosens, PolicySources.Portal) { }
}
