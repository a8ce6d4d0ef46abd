using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>How one clock of the schedule last ran.</summary>
internal sealed class ScheduleRun
{
    private ScheduleRun() { }

    internal ScheduleRun(string name) => Name = name;

    public string Name { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }
    public DateTime? FinishedUtc { get; private set; }
    public bool Ok { get; private set; }
    public string? Error { get; private set; }

    internal void Start(DateTime nowUtc) => (StartedUtc, FinishedUtc, Ok, Error) = (nowUtc, null, false, null);

    internal void Finish(Exception? fault, DateTime nowUtc)
    {
        var error = fault is null ? null : Redaction.Clean($"{fault.GetType().Name}: {fault.Message}");
        (FinishedUtc, Ok, Error) = (nowUtc, fault is null, error is null ? null : Text.Cut(error, 500));
    }
}
