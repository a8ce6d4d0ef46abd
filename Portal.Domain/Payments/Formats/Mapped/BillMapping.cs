using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A named mapping, kept for the next file of the same kind.</summary>
internal sealed class BillMapping : IVersioned
{
    public const int NameCharsMax = 40;

    private BillMapping() { }

    public long Id { get; private set; }
    public string Name { get; private set; } = string.Empty;
    public string MapJson { get; private set; } = string.Empty;
    public string ChangedBy { get; private set; } = string.Empty;
    public DateTime ChangedUtc { get; private set; }
    public int Version { get; private set; }

    public BillMap Map => JsonSerializer.Deserialize<BillMap>(MapJson) ?? new BillMap();

    internal static BillMapping Of(string name, BillMap map, Actor by, DateTime nowUtc)
    {
        var form = new FormCheck();
        var given = form.Of(() => Text.Required(name, nameof(Name), NameCharsMax));
        form.Of(map.Checked);
        form.Demand();
        var mapping = new BillMapping { Name = given };
        mapping.Change(map, by, nowUtc);
        return mapping;
    }

    internal void Change(BillMap map, Actor by, DateTime nowUtc)
    {
        MapJson = JsonSerializer.Serialize(map.Checked());
        (ChangedBy, ChangedUtc) = (by.Name, nowUtc);
    }
}
