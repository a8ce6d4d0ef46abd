using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>
/// The VAT of one line of one closed statement, once (primary key). Only inserted: a statement is frozen and so is its tax; what comes back
/// later stands on a later statement.
/// </summary>
internal sealed class VatLine : IOfMerchant
{
    private VatLine() { }

    public long StatementId { get; private set; }
    public VatKind Kind { get; private set; }
    public long MerchantId { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>The statement's last day: its rate holds.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>
    /// The day it counts for, and of its entry: <see cref="Day"/>, or, when the month of that was declared already, the day it was posted.
    /// </summary>
    public DateOnly TaxDay { get; private set; }

    /// <summary>As it stands on the statement, what the merchant pays being positive.</summary>
    public long GrossMinor { get; private set; }
    public long NetMinor { get; private set; }
    public long TaxMinor { get; private set; }
    public long RateId { get; private set; }
    public long PartsPerMillion { get; private set; }

    /// <summary>The journal entry that moved the tax; null when there is none to move.</summary>
    public long? EntryId { get; private set; }

    public static VatLine Of(VatFigures line, long? entryId) =>
        new()
        {
            StatementId = line.StatementId,
            Kind = line.Kind,
            MerchantId = line.MerchantId,
            Currency = line.Currency,
            Day = line.Day,
            TaxDay = line.TaxDay,
            GrossMinor = line.GrossMinor,
            NetMinor = line.NetMinor,
            TaxMinor = line.TaxMinor,
            RateId = line.RateId,
            PartsPerMillion = line.PartsPerMillion,
            EntryId = entryId,
        };
}
