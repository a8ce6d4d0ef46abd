namespace Portal.Domain.Data;

/// <summary>The standard value of a setting, the range it may be set to, both ends included, and which way it loosens a control.</summary>
public sealed record SettingRule(SettingName Name, int Standard, int Min, int Max, Loosens Loosens)
{
    public bool Loosened(int from, int to) =>
        from != to
        && Loosens switch
        {
            Loosens.Never => false,
            Loosens.Up => to > from,
            Loosens.Down => to < from,
            Loosens.EitherWay => true,
        };
}
