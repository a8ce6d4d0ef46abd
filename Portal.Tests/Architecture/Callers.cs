using Mono.Cecil;

namespace Portal.Tests.Architecture;

/// <summary>Which methods of which types an assembly calls, read from its instructions.</summary>
internal static class Callers
{
    /// <summary>Every call, and every method taken as a delegate, as "Type.Method", with the type's generic arguments left out.</summary>
    public static HashSet<string> Called(AssemblyDefinition assembly) =>
        [
            .. from type in assembly.MainModule.GetTypes()
            from method in type.Methods
            where method.HasBody
            from step in method.Body.Instructions
            let called = step.Operand as MethodReference
            where called is not null
            select Name(called.DeclaringType.GetElementType().FullName, called.Name),
        ];

    public static string Name(string? type, string method) => $"{type}.{method}";
}
