using Portal.Domain.Data;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>A run as pages show it: the work item says whether it waits, works or failed.</summary>
public sealed record RunStatus(
    long Id,
    DateOnly Through,
    RunState State,
    string StartedBy,
    DateTime StartedUtc,
    DateTime? FinishedUtc,
    int Statements,
    int Failures,
    WorkState? Work,
    string? LastError,
    int Attempts
)
{
    /// <summary>Who started it again last, if anybody did.</summary>
    public string RestartedBy { get; init; } = string.Empty;
    public DateTime? RestartedUtc { get; init; }

    public bool IsMoving => Work is WorkState.Waiting or WorkState.Running;
}
