using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>In which direction a change of a setting loosens a control: that way it takes two persons, any other way one.</summary>
public enum Loosens
{
    Never,
    Up,
    Down,

    /// <summary>Shorter destroys evidence, longer keeps papers of identity beyond what was promised.</summary>
    EitherWay,
}

internal static class SettingRefusals
{
    public const string OutOfRange = "Admin_SettingOutOfRange";
}

/// <summary>A setting that somebody changed; without a row the standard value holds.</summary>
internal sealed class Setting : IVersioned
{
    private Setting() { }

    internal Setting(SettingName name) => Name = name;

    public SettingName Name { get; private set; }
    public int Value { get; private set; }
    public string ChangedBy { get; private set; } = string.Empty;
    public DateTime ChangedUtc { get; private set; }
    public int Version { get; private set; }

    internal void Change(int value, Actor by, DateTime nowUtc) => (Value, ChangedBy, ChangedUtc) = (value, by.Name, nowUtc);
}
