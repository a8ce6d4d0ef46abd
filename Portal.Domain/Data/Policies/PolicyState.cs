using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

public enum PolicyState
{
    /// <summary>Waits for a second person; nothing goes by it.</summary>
    Waiting,

    /// <summary>Holds from its instant on, until a later one.</summary>
    Agreed,

    /// <summary>The second person did not agree, or nobody did in time.</summary>
    Dropped,

    /// <summary>Taken back before its instant came.</summary>
    Withdrawn,
}
