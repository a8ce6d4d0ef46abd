using Portal.Domain.Data;

namespace Portal.Domain.Operations;

/// <summary>
/// A change that loosens a control, as one number: an approval names its subject by one. The serial makes the same change, asked for again
/// another day, another subject.
/// </summary>
internal readonly record struct SettingChange(long Serial, SettingName Name, int Value)
{
    private const int ValueBits = 24;
    private const int NameBits = 8;

    public long Subject => (Serial << (ValueBits + NameBits)) | ((long)Name << ValueBits) | (uint)Value;

    public static SettingChange Of(long subject) =>
        new(
            subject >> (ValueBits + NameBits),
            (SettingName)((subject >> ValueBits) & ((1 << NameBits) - 1)),
            (int)(subject & ((1 << ValueBits) - 1))
        );
}
