namespace Portal.Domain.Data;

/// <summary>Enum names as the database stores them, without making a new text for every row.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
        .Distinct()
        .ToDictionary(value => value, value => value.ToString());

    public static string Of(T value) => Names[value];
}
