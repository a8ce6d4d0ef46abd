using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portal.Tests.Architecture;

/// <summary>
/// Without a comparer text is sorted by the language of whoever is signed in: the same rows in another order for another person, and a hash, a file
/// or the trail with them. A query is sorted by its database, which is no matter of this.
/// </summary>
public sealed class OrderingTests
{
    // Sorting methods, by the place of what they sort by among their type arguments.
    private static readonly Dictionary<string, int> Sorters = new(StringComparer.Ordinal)
    {
        ["Order"] = 0,
        ["OrderDescending"] = 0,
        ["OrderBy"] = 1,
        ["OrderByDescending"] = 1,
        ["ThenBy"] = 1,
        ["ThenByDescending"] = 1,
        ["MinBy"] = 1,
        ["MaxBy"] = 1,
        ["Min"] = 0,
        ["Max"] = 0,
    };

    [Fact]
    public void Text_is_sorted_the_same_for_everybody() =>
        Assert.Empty(
            new[] { typeof(Portal.Domain.Kernel.Money), typeof(Portal.Components.Fmt) }.SelectMany(one =>
                Unsaid(one.Assembly.Location, _ => true)
            )
        );

    [Fact]
    public void What_sorts_by_the_language_of_a_person_is_found() =>
        Assert.Equal(
            [nameof(Planted.ByLetters), nameof(Planted.ByName), nameof(Planted.InPlace), nameof(Planted.Last), nameof(Planted.Sorted)],
            Unsaid(typeof(Planted).Assembly.Location, type => type.EndsWith("/Planted", StringComparison.Ordinal))
                .Select(where => where.Split('.')[^1])
                .Order(StringComparer.Ordinal)
        );

    private static List<string> Unsaid(string assembly, Func<string, bool> types)
    {
        using var read = AssemblyDefinition.ReadAssembly(assembly);
        return
        [
            .. from type in read.MainModule.GetTypes()
            where types(type.FullName)
            from method in type.Methods
            where method.HasBody
            from step in method.Body.Instructions
            where step.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj && step.Operand is MethodReference called && Sorts(called)
            select $"{type.FullName}.{method.Name}",
        ];
    }

    private static bool Sorts(MethodReference called)
    {
        if (called.Parameters.Any(one => one.ParameterType.Name.Contains("Compar", StringComparison.Ordinal)))
        {
            return false;
        }

        var owner = called.DeclaringType;
        return called is GenericInstanceMethod { GenericArguments: var arguments } && owner.FullName == "System.Linq.Enumerable"
            ? Sorters.TryGetValue(called.Name, out var at) && arguments.Count > at && arguments[at].FullName == "System.String"
            : called.Name is "Sort" or ".ctor"
                && owner is GenericInstanceType { GenericArguments: [{ FullName: "System.String" }, ..] }
                && (called.Name == "Sort" ? owner.Name == "List`1" : owner.Name.StartsWith("Sorted", StringComparison.Ordinal));
    }

    internal static class Planted
    {
        public static IEnumerable<string> ByLetters(string[] names) => names.Order();

        public static IEnumerable<(string Name, int At)> ByName(List<(string Name, int At)> rows) => rows.OrderBy(row => row.Name);

        public static string? Last(IEnumerable<string> names) => names.Max();

        public static void InPlace(List<string> names) => names.Sort();

        public static SortedDictionary<string, int> Sorted() => [];

        public static IEnumerable<string> Said(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);

        public static IEnumerable<string> ByNumber(List<string> names) => names.OrderBy(name => name.Length);

        public static IQueryable<string> Asked(IQueryable<string> names) => names.Order();

        public static List<string> Listed() => [];
    }
}
