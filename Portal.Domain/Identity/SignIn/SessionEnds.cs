namespace Portal.Domain.Identity;

/// <summary>
/// Rings in this process when sessions end, so that their open pages go dark at once. Another process of the site finds out when its pages
/// are checked again (half a minute at most).
/// </summary>
public sealed class SessionEnds
{
    public event Action<IReadOnlyCollection<string>>? Ended;

    internal void Ring(IReadOnlyCollection<string> keys)
    {
        if (keys.Count > 0)
        {
            Ended?.Invoke(keys);
        }
    }
}
