using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>The decision on its way, and what the documents were found to say.</summary>
internal sealed partial class CertificationCase
{
    private readonly List<CaseDecision> _decisions = [];
    private readonly List<CaseReading> _readings = [];

    public IReadOnlyList<CaseDecision> Decisions => _decisions;
    public IReadOnlyList<CaseReading> Readings => _readings;

    /// <summary>The decision that may still be taken back; meanwhile nobody can change the case.</summary>
    public CaseDecision? Pending => _decisions.SingleOrDefault(row => row.State == DecisionState.Waiting);

    /// <summary>Keeps a decision until its undo window is over. The holder keeps the case meanwhile, whatever their lease says.</summary>
    internal CaseDecision Keep(DecisionForm form, Actor by, PolicySet policies, DateTime nowUtc)
    {
        DemandHeld(by, nowUtc);
        var decision = new CaseDecision(this, form, by, policies.At(CertificationPolicies.CertificationUndoSeconds, nowUtc), nowUtc);
        _decisions.Add(decision);
        LeasedUntilUtc = nowUtc + policies.At(CertificationPolicies.CertificationLeaseMinutes, nowUtc);
        return decision;
    }

    /// <summary>Takes the waiting decision back: the case is as it was, on the table of who decided.</summary>
    internal CaseDecision Undo(Actor by, PolicySet policies, DateTime nowUtc)
    {
        var decision = Pending is { } waiting && waiting.ByUserId == by.UserId && nowUtc < waiting.EffectiveUtc ? waiting : null;
        if (decision is null)
        {
            throw new Refusal(CertificationRefusals.DecisionStands);
        }

        decision.End(DecisionState.Undone);
        LeasedUntilUtc = nowUtc + policies.At(CertificationPolicies.CertificationLeaseMinutes, nowUtc);
        return decision;
    }

    /// <summary>The window is over: the decision may be carried out now, also when the server slept through the lease.</summary>
    internal void Release(CaseDecision decision, DecisionState state, PolicySet policies, DateTime nowUtc, string? refusal = null)
    {
        decision.End(state, refusal);
        if (State == CaseState.InReview)
        {
            LeasedUntilUtc = nowUtc + policies.At(CertificationPolicies.CertificationLeaseMinutes, nowUtc);
        }
    }

    /// <summary>What the document says for one value; null takes the answer back.</summary>
    internal void Read(Actor by, FactField field, bool? same, string says, PolicySet policies, DateTime nowUtc)
    {
        DemandHeld(by, nowUtc);
        LeasedUntilUtc = nowUtc + policies.At(CertificationPolicies.CertificationLeaseMinutes, nowUtc);
        var reading = ReadingNow(field);
        if (reading is null)
        {
            _readings.Add(reading = new CaseReading(MerchantId, Round, field));
        }

        reading.Record(same, says, by, nowUtc);
    }

    internal CaseReading? ReadingNow(FactField field) => _readings.SingleOrDefault(row => row.Round == Round && row.Field == field);

    private int Differing => _readings.Count(row => row.Round == Round && row.Same == false);
}
