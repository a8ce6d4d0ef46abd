using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portal.Tests.Architecture;

/// <summary>One use of one module by another: by a type, or by the name of a table in a statement.</summary>
/// <param name="From">The module that uses.</param>
/// <param name="To">The module that is used.</param>
/// <param name="Where">The member it was found in.</param>
/// <param name="What">The type, member or table.</param>
/// <param name="Writes">A row of <paramref name="To"/> is put in, changed or deleted.</param>
internal sealed record CodeArrow(string From, string To, string Where, string What, bool Writes);

/// <summary>
/// What a compiled assembly uses of itself, read from its instructions: no <c>using</c> line is needed for an arrow to be there, and none makes
/// one. A set of the context counts as its entity, a statement's text as the tables it names.
/// </summary>
/// <param name="moduleOf">The module of a namespace; null for what may be used by everybody.</param>
/// <param name="tables">The module of each table, by its name.</param>
internal sealed partial class CodeArrows(Func<string, string?> moduleOf, IReadOnlyDictionary<string, string> tables)
{
    // Methods of a set, or of a query over one, that write its rows.
    private static readonly HashSet<string> Writers = new(StringComparer.Ordinal)
    {
        "Add",
        "AddAsync",
        "AddRange",
        "AddRangeAsync",
        "Remove",
        "RemoveRange",
        "Update",
        "UpdateRange",
        "ExecuteUpdateAsync",
        "ExecuteDeleteAsync",
    };

    /// <summary>Every arrow between two modules, each place once.</summary>
    public IReadOnlyList<CodeArrow> Of(AssemblyDefinition assembly)
    {
        var found = new HashSet<CodeArrow>();
        foreach (var type in assembly.MainModule.GetTypes().Where(type => Module(type) is not null))
        {
            foreach (var (used, member, writes) in Uses(type))
            {
                foreach (var one in Flat(used))
                {
                    Note(found, type, Module(one), member, one.FullName, writes);
                }
            }

            foreach (var (text, member) in Texts(type))
            {
                foreach (Match match in Statement().Matches(text))
                {
                    if (tables.TryGetValue(match.Groups["table"].Value, out var module))
                    {
                        Note(found, type, module, member, match.Value, match.Groups["write"].Success);
                    }
                }
            }
        }

        return [.. found.OrderBy(arrow => (arrow.From, arrow.To, arrow.Where).ToString(), StringComparer.Ordinal)];
    }

    private void Note(HashSet<CodeArrow> found, TypeDefinition type, string? to, string member, string what, bool writes)
    {
        var from = Module(type)!;
        if (to is not null && to != from)
        {
            found.Add(new CodeArrow(from, to, $"{Outer(type).FullName}.{member}", what, writes));
        }
    }

    private string? Module(TypeReference type) => moduleOf(Outer(type).Namespace);

    private static TypeReference Outer(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<(TypeReference Used, string Member, bool Writes)> Uses(TypeDefinition type)
    {
        if (type.BaseType is { } above)
        {
            yield return (above, "(base)", false);
        }

        foreach (var face in type.Interfaces)
        {
            yield return (face.InterfaceType, "(interface)", false);
        }

        foreach (var field in type.Fields)
        {
            yield return (field.FieldType, field.Name, false);
        }

        foreach (var method in type.Methods)
        {
            foreach (var used in Signature(method))
            {
                yield return (used, method.Name, false);
            }

            if (!method.HasBody)
            {
                continue;
            }

            foreach (var local in method.Body.Variables)
            {
                yield return (local.VariableType, method.Name, false);
            }

            foreach (var step in method.Body.Instructions)
            {
                switch (step.Operand)
                {
                    case TypeReference used:
                        yield return (used, method.Name, false);
                        break;
                    case FieldReference field:
                        yield return (field.DeclaringType, method.Name, false);
                        yield return (field.FieldType, method.Name, false);
                        break;
                    case MethodReference called:
                        var writes = Writers.Contains(called.Name) && IsOfSets(called);
                        foreach (var used in Signature(called).Append(called.DeclaringType))
                        {
                            yield return (used, method.Name, writes && IsEntityOf(called, used));
                        }

                        break;
                }
            }
        }
    }

    /// <summary>A call on <c>DbSet</c>, or one of EF's own over a query.</summary>
    private static bool IsOfSets(MethodReference called) =>
        called.DeclaringType.Name is "DbSet`1" || called.DeclaringType.Namespace == "Microsoft.EntityFrameworkCore";

    // Add(T) and ExecuteDeleteAsync<T>: T is the row that is written; what else stands in the signature is not.
    private static bool IsEntityOf(MethodReference called, TypeReference used) =>
        (called.DeclaringType is GenericInstanceType set && set.GenericArguments.Contains(used))
        || (called is GenericInstanceMethod generic && generic.GenericArguments.Contains(used))
        || used == called.DeclaringType;

    private static IEnumerable<TypeReference> Signature(MethodReference method)
    {
        yield return method.ReturnType;
        foreach (var parameter in method.Parameters)
        {
            yield return parameter.ParameterType;
        }

        if (method is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                yield return argument;
            }
        }
    }

    /// <summary>The type itself, what it is made of and its arguments.</summary>
    private static IEnumerable<TypeReference> Flat(TypeReference type)
    {
        switch (type)
        {
            case GenericParameter:
                yield break;
            case GenericInstanceType generic:
                foreach (var one in generic.GenericArguments.SelectMany(Flat).Append(generic.ElementType))
                {
                    yield return one;
                }

                break;
            case TypeSpecification made:
                foreach (var one in Flat(made.ElementType))
                {
                    yield return one;
                }

                break;
            default:
                yield return type;
                break;
        }
    }

    private static IEnumerable<(string Text, string Member)> Texts(TypeDefinition type) =>
        from method in type.Methods
        where method.HasBody
        from step in method.Body.Instructions
        where step.OpCode == OpCodes.Ldstr
        select ((string)step.Operand, method.Name);

    [GeneratedRegex("""\b(?:FROM|JOIN|(?<write>INSERT INTO|UPDATE|DELETE FROM|COPY))\s+"(?<table>\w+)"(?!\.)""")]
    private static partial Regex Statement();
}
