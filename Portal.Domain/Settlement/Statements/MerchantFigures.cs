namespace Portal.Domain.Settlement;

/// <summary>A merchant's period beside the one before it; days without payments are there with zeros.</summary>
public sealed record MerchantFigures(
    DateOnly From,
    DateOnly To,
    string Currency,
    long GrossMinor,
    int Payments,
    long PreviousGrossMinor,
    int PreviousPayments,
    IReadOnlyList<DayFigure> Days,
    IReadOnlyList<DayFigure> PreviousDays,
    IReadOnlyList<ChannelFigure> Channels,
    NextPayout Next
);
