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

    public void Add(long? value)
    {
        if (value is { } known)
        {
            Add(known);
        }
        else
        {
            Null();
        }
    }

    public void AddAll(object?[] values)
    {
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    Null();
                    break;
                case long number:
                    Add(number);
                    break;
                case int number:
                    Add(number);
                    break;
                case bool flag:
                    Add(flag);
                    break;
                case DateOnly day:
                    Add(day);
                    break;
                case string text:
                    Add(text);
                    break;
                case byte[] bytes:
                    Add(bytes);
                    break;
                case JsonText json:
                    Add(json);
                    break;
                default:
                    throw new ArgumentException($"No column type for {value.GetType().Name}.");
            }
        }
    }
}
