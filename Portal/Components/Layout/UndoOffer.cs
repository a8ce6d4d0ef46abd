using Portal.Domain.Kernel;

namespace Portal.Components.Layout;

/// <summary>
/// What was just decided and may still be taken back, kept beside the pages: the page that decided is gone while the offer stands. One for
/// a circuit.
/// </summary>
public sealed class UndoOffer
{
    public event Action? Changed;

    public string? Text { get; private set; }

    /// <summary>Until when the server takes it back.</summary>
    public DateTime UntilUtc { get; private set; }

    /// <summary>Where the thing lies once it is taken back.</summary>
    public string Back { get; private set; } = "/";

    public Func<Actor, CancellationToken, Task>? Take { get; private set; }

    public void Offer(string text, DateTime untilUtc, string back, Func<Actor, CancellationToken, Task> take)
    {
        (Text, UntilUtc, Back, Take) = (text, untilUtc, back, take);
        Changed?.Invoke();
    }

    public void End()
    {
        (Text, Take) = (null, null);
        Changed?.Invoke();
    }
}
