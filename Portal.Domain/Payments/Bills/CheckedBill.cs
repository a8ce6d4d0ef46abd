namespace Portal.Domain.Payments;

/// <summary>A received file after its check: as which format it was read, how, and what it turned out to be.</summary>
internal sealed record CheckedBill(IBillFormat Format, FileFacts Facts, BillOptions Options, BillReading Reading);
