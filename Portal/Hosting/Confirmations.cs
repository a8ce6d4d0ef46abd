namespace Portal.Hosting;

/// <summary>
/// Asks the person of this circuit to confirm themselves where they are: the page stays, with all that is typed and chosen on it. Whoever asks
/// while it is being asked already waits for the same answer.
/// </summary>
public sealed class Confirmations
{
    private TaskCompletionSource<bool>? _asked;

    /// <summary>Something that can ask is on the screen; without it a page leads to the confirmation page instead.</summary>
    public bool IsShown { get; set; }

    public bool IsAsked => _asked is not null;

    /// <summary>It is asked now, or no longer.</summary>
    public event Action? Changed;

    /// <summary>True when the person has confirmed themselves; false when they would not, or left the page.</summary>
    public async Task<bool> Ask(CancellationToken gone)
    {
        var asked = _asked ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var leaving = gone.Register(() => asked.TrySetResult(false));
        Changed?.Invoke();
        var confirmed = await asked.Task;
        Close(asked);
        return confirmed;
    }

    public void Answer(bool confirmed)
    {
        if (_asked is { } asked)
        {
            asked.TrySetResult(confirmed);
            Close(asked);
        }
    }

    private void Close(TaskCompletionSource<bool> asked)
    {
        if (ReferenceEquals(_asked, asked))
        {
            _asked = null;
            Changed?.Invoke();
        }
    }
}
