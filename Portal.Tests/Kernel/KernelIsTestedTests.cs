using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Portal.Tests.Kernel;

/// <summary>Everything leans on the kernel, so nothing public of it is there that no test here asks.</summary>
public sealed class KernelIsTestedTests
{
    private const string Kernel = "Portal.Domain.Kernel";

    [Fact]
    public void Every_public_type_of_the_kernel_is_asked_by_a_test_of_the_kernel()
    {
        using var domain = AssemblyDefinition.ReadAssembly(typeof(PortalDb).Assembly.Location);
        using var tests = AssemblyDefinition.ReadAssembly(typeof(KernelIsTestedTests).Assembly.Location);
        // Of constants nothing is left in the code that uses them; a class of codes has its own test (RefusalTextTests).
        var types = domain
            .MainModule.Types.Where(type => type.IsPublic && type.Namespace == Kernel)
            .Where(type => type.HasMethods || type.IsEnum)
            .Select(type => type.FullName)
            .ToList();
        Assert.True(types.Count > 15, "The kernel was not found.");
        Assert.Empty(types.Except(Asked(tests)));
    }

    [Fact]
    public void A_type_that_only_a_signature_names_is_not_asked()
    {
        using var tests = AssemblyDefinition.ReadAssembly(typeof(KernelIsTestedTests).Assembly.Location);
        var planted = tests
            .MainModule.GetType(typeof(KernelIsTestedTests).FullName)
            .NestedTypes.Single(type => type.Name == nameof(Planted));
        Assert.Equal([$"{Kernel}.{nameof(Currency)}"], Of([planted]));
    }

    private static HashSet<string> Asked(AssemblyDefinition tests) =>
        Of(
            tests
                .MainModule.GetAllTypes()
                .Where(type => Outermost(type).Namespace == typeof(KernelIsTestedTests).Namespace && type.Name != nameof(Planted))
        );

    private static HashSet<string> Of(IEnumerable<TypeDefinition> types) =>
        [
            .. types
                .SelectMany(type => type.Methods)
                .Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .SelectMany(instruction => Named(instruction.Operand))
                .Where(type => type.Namespace == Kernel)
                .Select(type => type.GetElementType().FullName),
        ];

    private static IEnumerable<TypeReference> Named(object operand) =>
        operand switch
        {
            // Values of an enum are numbers in the code: a generic call or a box names it.
            GenericInstanceMethod call => call.GenericArguments.Append(call.DeclaringType).SelectMany(Parts),
            MemberReference { DeclaringType: { } owner } => Parts(owner),
            TypeReference type => Parts(type),
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType) : [type];

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static class Planted
    {
        public static string Ask(Money _) => Currency.Cny.Code;
    }
}
