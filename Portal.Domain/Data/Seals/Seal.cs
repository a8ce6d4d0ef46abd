namespace Portal.Domain.Data;

/// <summary>
/// What the product last wrote of a row, or of a block of rows of a table with very many: their keyed sum, marks that say which row and which
/// column differs, and who changed them last. One more, the root, is the sum of all seals, so that none can be taken away.
/// </summary>
internal sealed class Seal
{
    /// <summary>Of the root; a block of rows is never below zero.</summary>
    public const long RootGroup = -1;

    /// <summary>Written by the migration into a site that had rows before there were seals: they are laid once, and this goes.</summary>
    public const long UnlaidGroup = -2;

    public const int KeyMax = 2_100;
    public const int ByMax = 200;

    public required string Table { get; init; }
    public required long Group { get; init; }

    /// <summary>The row's key where it is no number.</summary>
    public string? Key { get; init; }
    public required int Rows { get; init; }
    public required long High { get; init; }
    public required long Low { get; init; }
    public required byte[] Marks { get; init; }

    /// <summary>Whose act it was, and its record in the trail; nobody when the act has no record.</summary>
    public string? By { get; init; }
    public required long Record { get; init; }
    public required DateTime AtUtc { get; init; }

    /// <summary>Keyed: whoever can only write the database cannot make one.</summary>
    public required byte[] Mac { get; init; }

    public Seal With(byte[] mac) =>
        new()
        {
            Table = Table,
            Group = Group,
            Key = Key,
            Rows = Rows,
            High = High,
            Low = Low,
            Marks = Marks,
            By = By,
            Record = Record,
            AtUtc = AtUtc,
            Mac = mac,
        };
}
