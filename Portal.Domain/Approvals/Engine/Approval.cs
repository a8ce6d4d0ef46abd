using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>
/// Something one person wants done and another person has to agree to. It binds to the hash of its content, so that an edit undoes it; it
/// waits for a limited time; and it is decided once.
/// </summary>
internal sealed class Approval : IVersioned
{
    public const int ReasonMax = 300;
    public const int RemarkMax = 500;

    /// <summary>The remark of what nobody need decide any more: its subject was settled another way.</summary>
    public static readonly string SettledOtherwise = OwnWord.Of("settled-otherwise");

    /// <summary>The legal moves: everything else is refused. All ends are final.</summary>
    internal static MoveTable<ApprovalState> Moves { get; } =
        new(
            new()
            {
                [ApprovalState.Proposed] =
                [
                    ApprovalState.Approved,
                    ApprovalState.Rejected,
                    ApprovalState.Withdrawn,
                    ApprovalState.Expired,
                    ApprovalState.Superseded,
                ],
                [ApprovalState.Approved] = [],
                [ApprovalState.Rejected] = [],
                [ApprovalState.Withdrawn] = [],
                [ApprovalState.Expired] = [],
                [ApprovalState.Superseded] = [],
            }
        );

    private Approval() { }

    public long Id { get; private set; }

    /// <summary>AP-yyyy-nnnnnn.</summary>
    public string Number { get; private set; } = string.Empty;

    /// <summary>What it is about, e.g. <c>bank-account</c>; names its <see cref="IApprovalHandler"/>.</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>The row the content is read from.</summary>
    public long SubjectId { get; private set; }

    /// <summary>What people call the subject: an organisation's name, a rule's name, a person's name.</summary>
    public string Title { get; private set; } = string.Empty;
    public long? MerchantId { get; private set; }

    /// <summary>Whom a grant of a role benefits; null for everything else.</summary>
    public long? PersonId { get; private set; }

    /// <summary>Canonical content as it was proposed, and as it was before.</summary>
    public string Content { get; private set; } = "{}";
    public string Before { get; private set; } = "{}";

    /// <summary>SHA-256 over kind, subject and content: what the checker agrees to.</summary>
    public string Hash { get; private set; } = string.Empty;
    public long MakerId { get; private set; }
    public string MakerName { get; private set; } = string.Empty;
    public string Reason { get; private set; } = string.Empty;
    public DateTime ProposedUtc { get; private set; }
    public DateTime ExpiresUtc { get; private set; }
    public ApprovalState State { get; private set; }
    public long? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTime? DecidedUtc { get; private set; }
    public string? Remark { get; private set; }

    /// <summary>The key of the maker's command: the same click twice proposes once.</summary>
    public string CommandKey { get; private set; } = string.Empty;
    public int Version { get; private set; }

    internal static Approval Propose(string number, Proposal proposal, string content, Actor maker, DateTime nowUtc, DateTime expiresUtc) =>
        new()
        {
            Number = number,
            Kind = proposal.Kind,
            SubjectId = proposal.SubjectId,
            Title = proposal.Title,
            MerchantId = proposal.MerchantId,
            PersonId = proposal.PersonId,
            Content = content,
            Before = Canonical.Text(proposal.Before),
            Hash = Canonical.Hash(proposal.Kind, proposal.SubjectId, content),
            MakerId = maker.UserId,
            MakerName = maker.Name,
            Reason = Text.Required(proposal.Reason, nameof(Reason), ReasonMax),
            ProposedUtc = nowUtc,
            ExpiresUtc = expiresUtc,
            CommandKey = proposal.CommandKey,
        };

    internal void Approve(Actor by, string? remark, DateTime nowUtc) => Decide(ApprovalState.Approved, by, Note(remark), nowUtc);

    internal void Reject(Actor by, string remark, DateTime nowUtc) =>
        Decide(ApprovalState.Rejected, by, Text.Required(remark, nameof(Remark), RemarkMax), nowUtc);

    internal void Withdraw(Actor by, DateTime nowUtc) => Decide(ApprovalState.Withdrawn, by, null, nowUtc);

    internal void Expire(Actor by, DateTime nowUtc) => Decide(ApprovalState.Expired, by, null, nowUtc);

    internal void Supersede(Actor by, DateTime nowUtc, string? why = null) => Decide(ApprovalState.Superseded, by, why, nowUtc);

    internal bool IsOver(DateTime nowUtc) => nowUtc >= ExpiresUtc;

    private void Decide(ApprovalState next, Actor by, string? remark, DateTime nowUtc)
    {
        Refusal.Unless(Moves.Allows(State, next), ApprovalsRefusals.AlreadyDecided, Number);
        State = next;
        DecidedById = by.UserId == 0 ? null : by.UserId;
        DecidedBy = by.Name;
        DecidedUtc = nowUtc;
        Remark = remark;
    }

    private static string? Note(string? remark) => Text.Optional(remark, nameof(Remark), RemarkMax) is { Length: > 0 } note ? note : null;
}
