namespace Portal.Domain.Kernel;

/// <summary>
/// Looks at every field of a form before it refuses, so that a person is told of all that is wrong at once (DESIGN: on a failed submit all errors
/// show). A refusal that names no field is not about the form and goes through at once.
/// </summary>
public sealed class FormCheck
{
    private readonly List<Refusal> _wrong = [];

    /// <summary>What the rule makes of its field; the type's default when it refuses, which nobody sees: <see cref="Demand"/> throws.</summary>
    public T Of<T>(Func<T> rule)
    {
        try
        {
            return rule();
        }
        catch (Refusal refusal) when (refusal.Field is not null)
        {
            _wrong.Add(refusal);
            return default!;
        }
    }

    /// <summary>Runs a rule that only refuses.</summary>
    public void Of(Action rule) =>
        Of(() =>
        {
            rule();
            return true;
        });

    /// <summary>As <see cref="Of{T}"/>, for a rule that asks the database.</summary>
    public async Task<T> Of<T>(Func<Task<T>> rule)
    {
        try
        {
            return await rule();
        }
        catch (Refusal refusal) when (refusal.Field is not null)
        {
            _wrong.Add(refusal);
            return default!;
        }
    }

    /// <summary>Refuses when any rule has, in the order of the rules: the first carries the others.</summary>
    /// <exception cref="Refusal">At least one field is wrong.</exception>
    public void Demand()
    {
        if (_wrong.Count > 0)
        {
            throw _wrong[0].With(_wrong.Skip(1));
        }
    }
}
