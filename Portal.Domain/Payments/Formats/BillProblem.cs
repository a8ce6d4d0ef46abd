namespace Portal.Domain.Payments;

/// <summary>One reason why a bill is refused: where (1-based line; column by header name and 1-based ordinal where one is to blame) and what.</summary>
public sealed record BillProblem(int Line, string? Column, int? Ordinal, string Code, IReadOnlyList<object> Args)
{
    /// <summary>The file inside an archive that it is about.</summary>
    public string? Member { get; init; }
}

/// <summary>Something of a bill that a person should know and that stops nothing: a row that is listed and not posted, a character shown as a sign.</summary>
public sealed record BillNote(int Line, string? Column, string Code, IReadOnlyList<string> Args);

/// <summary>How many notes a bill has, and the first of them.</summary>
public sealed record BillNotes(int Count, IReadOnlyList<BillNote> First)
{
    public const int KeptMax = 50;

    public static BillNotes None { get; } = new(0, []);
}

/// <summary>Collects every problem of a file; keeps the first <see cref="KeptMax"/>, counts them all.</summary>
public sealed class BillProblems
{
    public const int KeptMax = 1_000;

    private readonly List<BillProblem> _kept = [];
    private readonly List<BillNote> _notes = [];
    private int _noteCount;

    public IReadOnlyList<BillProblem> Kept => _kept;

    public int Count { get; private set; }

    /// <summary>The file inside an archive that is being read.</summary>
    internal string? Member { get; set; }

    public bool Any => Count > 0;

    /// <summary>What stops nothing.</summary>
    public BillNotes Notes => new(_noteCount, _notes);

    internal void Note(int line, string? column, string code, params string[] args)
    {
        _noteCount++;
        if (_notes.Count < BillNotes.KeptMax)
        {
            _notes.Add(new BillNote(line, column, code, args));
        }
    }

    internal void Add(int line, string code, params object[] args) => Add(new BillProblem(line, null, null, code, args));

    internal void Add(BillProblem problem)
    {
        Count++;
        if (_kept.Count < KeptMax)
        {
            _kept.Add(Member is null ? problem : problem with { Member = Member });
        }
    }
}
