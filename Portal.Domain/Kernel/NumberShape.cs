namespace Portal.Domain.Kernel;

/// <summary>How a public number is made.</summary>
internal enum NumberShape
{
    /// <summary><c>FR-000012</c>: counted, or the id of the row.</summary>
    Counted,

    /// <summary><c>MSG-2026-000045</c>: counted anew each year.</summary>
    Yearly,

    /// <summary><c>SR-20261121</c>: one a day.</summary>
    Day,

    /// <summary><c>ST-20261121-000007</c>: many a day.</summary>
    Daily,
}
