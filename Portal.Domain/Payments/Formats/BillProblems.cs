namespace Portal.Domain.Payments;

/// <summary>Collects every problem of a file; keeps the first <see cref="KeptMax"/>, counts them all.</summary>
internal sealed class BillProblems
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
