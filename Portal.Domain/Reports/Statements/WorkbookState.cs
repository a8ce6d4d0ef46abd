namespace Portal.Domain.Reports;

/// <summary>How a statement's workbook stands.</summary>
public enum WorkbookState
{
    /// <summary>Few lines: made while one waits.</summary>
    AtOnce,

    /// <summary>Many lines, and nobody has asked for it.</summary>
    Missing,
    Making,
    Ready,

    /// <summary>It was given up; somebody may ask again.</summary>
    Failed,

    /// <summary>More lines than a sheet takes: summary and days only, the lines go into the CSV.</summary>
    TooLong,
}
