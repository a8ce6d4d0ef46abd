namespace Portal.Domain.Kernel;

/// <summary>
/// The rules say no. Carries a code (the resource key of a sentence in Refusals.resx) and its arguments; the page or endpoint that
/// catches it shows the sentence in the user's language, beside <see cref="Field"/> when one is named.
/// </summary>
public sealed class Refusal : Exception
{
    public Refusal(string code, params object[] args)
        : this(null, code, args) { }

    private Refusal(Exception? fault, string code, object[] args)
        : base($"{code} [{string.Join(", ", args)}]", fault)
    {
        Code = code;
        Args = args;
    }

    /// <summary>A constant of one of the <c>*Refusals</c> classes, e.g. <c>Account_HandleTaken</c>.</summary>
    public string Code { get; }

    /// <summary>What the sentence quotes: numbers, dates, names. Never personal data beyond what the user typed.</summary>
    public IReadOnlyList<object> Args { get; }

    /// <summary>The form field the refusal belongs to, by property name; null when it concerns the whole action.</summary>
    public string? Field { get; private set; }

    /// <summary>What else is wrong with the same form, each on its field; see <see cref="FormCheck"/>.</summary>
    public IReadOnlyList<Refusal> Others { get; private set; } = [];

    /// <summary>This refusal or one of the <see cref="Others"/>, whichever is about the field; null when none is.</summary>
    public Refusal? At(string field) => Field == field ? this : Others.FirstOrDefault(other => other.Field == field);

    /// <summary>Carries what else is wrong with the same form.</summary>
    internal Refusal With(IEnumerable<Refusal> others)
    {
        Others = [.. Others, .. others.SelectMany(other => other.Others.Prepend(other))];
        return this;
    }

    /// <summary>
    /// What the loser of a race hears. The fault stays inside it: for the caller who knows better words, and for work, which must tell a row
    /// that can never be stored from one that somebody else stored first.
    /// </summary>
    internal static Refusal Lost(Exception fault, string code) => new(fault, code, []);

    /// <summary>Names the form field to show the sentence beside.</summary>
    public Refusal On(string field)
    {
        Field = field;
        return this;
    }

    public static void Unless(bool allowed, string code, params object[] args)
    {
        if (!allowed)
        {
            throw new Refusal(code, args);
        }
    }

    /// <summary>Not there, or not yours: the same answer, so that an id is no oracle.</summary>
    public static Refusal NotFound() => new(KernelRefusals.NotFound);

    /// <summary>The object may be seen, the action may not be done by this person.</summary>
    public static Refusal Denied(object permit) => new(KernelRefusals.Denied, permit);

    /// <summary>No rule said no: somebody else was faster, or the database broke this off for others. The same again may go through.</summary>
    public bool IsLostRace => InnerException is not null;
    public bool IsNotFound => Code == KernelRefusals.NotFound;
    public bool IsDenied => Code == KernelRefusals.Denied;
}
