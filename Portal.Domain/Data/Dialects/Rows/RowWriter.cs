namespace Portal.Domain.Data;

/// <summary>Takes the values of a row in the order of its columns, one call a value, without boxing them.</summary>
internal abstract class RowWriter
{
    public abstract void Null();

    public abstract void Add(long value);

    public abstract void Add(int value);

    public abstract void Add(bool value);

    public abstract void Add(DateOnly value);

    public abstract void Add(string value);

    public abstract void Add(byte[] value);

    public abstract void Add(JsonText value);
}
