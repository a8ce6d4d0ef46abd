using System.Xml.Linq;

namespace Portal.Domain.Banking;

/// <summary>Faults while a file is read: the first hundred are kept, all are counted.</summary>
internal sealed class BankProblems
{
    private const int KeptMax = 100;
    private readonly List<BankProblem> _kept = [];

    public IReadOnlyList<BankProblem> Kept => _kept;
    public int Count { get; private set; }

    public void Add(XObject? at, string code, params string[] args) => Add(BankPlace.Of(at), code, args);

    public void Add(BankPlace at, string code, params string[] args) => Add(new BankProblem(at.Line, at.Column, code, args));

    public void Add(BankProblem problem)
    {
        Count++;
        if (_kept.Count < KeptMax)
        {
            _kept.Add(problem);
        }
    }
}
