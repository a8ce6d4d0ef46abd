using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>A reviewer's answer to one line of the checklist in one round.</summary>
internal sealed class CaseVerdict : IOfMerchant
{
    private CaseVerdict() { }

    internal CaseVerdict(long merchantId, int round, ChecklistItem item) => (MerchantId, Round, Item) = (merchantId, round, item);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public int Round { get; private set; }
    public ChecklistItem Item { get; private set; }
    public bool? Passed { get; private set; }
    public string Note { get; private set; } = string.Empty;
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }

    internal CaseVerdict ForRound(int round) =>
        new(MerchantId, round, Item)
        {
            Passed = Passed,
            Note = Note,
            ByName = ByName,
            AtUtc = AtUtc,
        };

    /// <summary>What it judged has changed since.</summary>
    internal void TakeBack() => (Passed, Note) = (null, string.Empty);

    internal void Answer(bool? passed, string note, Actor by, DateTime nowUtc) =>
        (Passed, Note, ByName, AtUtc) = (passed, passed is null ? string.Empty : note, by.Name, nowUtc);
}
