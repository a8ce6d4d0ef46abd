namespace Portal.Domain.Kernel;

/// <summary>In which direction a change of a policy loosens a control: that way it takes two persons, any other way one.</summary>
public enum Loosens
{
    Never,
    Up,
    Down,

    /// <summary>Shorter destroys evidence, longer keeps papers of identity beyond what was promised.</summary>
    EitherWay,
}
