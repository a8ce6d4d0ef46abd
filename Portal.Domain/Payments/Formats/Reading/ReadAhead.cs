using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Portal.Domain.Payments;

/// <summary>Reads the next slices of a file while the one before them is posted: a second processor is there anyway.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// The same items in the same order, at most <paramref name="depth"/> of them read before they are asked for. A fault of the source comes
    /// out where its item would have; nothing reads any more when this has ended.
    /// </summary>
    public static async IAsyncEnumerable<T> Ahead<T>(this IEnumerable<T> source, int depth, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ready = Channel.CreateBounded<T>(new BoundedChannelOptions(depth) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Fill(source, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var item in ready.Reader.ReadAllAsync(ct))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private static async Task Fill<T>(IEnumerable<T> source, ChannelWriter<T> ready, CancellationToken ct)
    {
        try
        {
            foreach (var item in source)
            {
                await ready.WriteAsync(item, ct);
            }

            ready.Complete();
        }
        catch (Exception fault)
        {
            ready.Complete(fault);
        }
    }
}
