namespace Portal.Domain.Data;

/// <summary>A part of a read whose order is given: which columns of which tables, and which rows (<see cref="Dialect.ForEach"/>).</summary>
internal sealed record OrderedRead(string Columns, string Tables, string Where);
