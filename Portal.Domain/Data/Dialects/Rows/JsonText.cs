namespace Portal.Domain.Data;

/// <summary>A text for a column that keeps JSON: PostgreSQL tells it from plain text.</summary>
internal sealed record JsonText(string Value);
