using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Portal.Tests.Harness;

/// <summary>
/// A line between a browser and a site that takes its time each way and can be cut: at once, so that both ends notice, or silently, as a
/// phone in a tunnel, where both go on talking and nobody hears.
/// </summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TimeSpan _delay;
    private readonly int _site;
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile bool _silent;
    private long _passed;

    public SlowLine(string site, TimeSpan delay)
    {
        (_site, _delay) = (new Uri(site).Port, delay);
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Accept();
    }

    /// <summary>What the browser asks instead of the site.</summary>
    public string Address { get; }

    /// <summary>Nothing comes through any more until <see cref="Mend"/>.</summary>
    public void Cut(bool silently = false)
    {
        (_silent, _cut) = (silently, true);
        if (!silently)
        {
            Hang();
        }
    }

    public void Mend()
    {
        // What a silent line swallowed never arrives: its connections are dead.
        Hang();
        (_silent, _cut) = (false, false);
    }

    /// <summary>Waits until the line has been still for several times its delay: what was on the way has arrived, and the answers too.</summary>
    public async Task Quiet()
    {
        var pause = (_delay * 4) + TimeSpan.FromMilliseconds(150);
        for (var before = -1L; before != Interlocked.Read(ref _passed); )
        {
            before = Interlocked.Read(ref _passed);
            await Task.Delay(pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Hang();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private void Hang()
    {
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_cut)
                {
                    browser.Close();
                    continue;
                }

                _ = Carry(browser);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient browser)
    {
        using var site = new TcpClient();
        using (browser)
        {
            try
            {
                _open[browser] = true;
                _open[site] = true;
                await site.ConnectAsync(IPAddress.Loopback, _site, _end.Token);
                (browser.NoDelay, site.NoDelay) = (true, true);
                await Task.WhenAny(Pass(browser.GetStream(), site.GetStream()), Pass(site.GetStream(), browser.GetStream()));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
            {
                // Cut, or hung up by one end.
            }
            finally
            {
                _open.TryRemove(browser, out _);
                _open.TryRemove(site, out _);
            }
        }
    }

    private async Task Pass(NetworkStream from, NetworkStream to)
    {
        var road = System.Threading.Channels.Channel.CreateUnbounded<(DateTime Due, byte[] Bytes)>();
        var arriving = Arrive(road.Reader, to);
        try
        {
            var buffer = new byte[16 * 1024];
            for (int read; (read = await from.ReadAsync(buffer, _end.Token)) > 0; )
            {
                if (!_silent)
                {
                    Interlocked.Increment(ref _passed);
                    road.Writer.TryWrite((TimeProvider.System.GetUtcNow().UtcDateTime + _delay, buffer[..read]));
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Cut, or hung up by one end.
        }

        road.Writer.Complete();
        await arriving;
    }

    private async Task Arrive(ChannelReader<(DateTime Due, byte[] Bytes)> road, NetworkStream to)
    {
        try
        {
            await foreach (var (due, bytes) in road.ReadAllAsync(_end.Token))
            {
                var left = due - TimeProvider.System.GetUtcNow().UtcDateTime;
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left, _end.Token);
                }

                if (!_cut)
                {
                    await to.WriteAsync(bytes, _end.Token);
                    Interlocked.Increment(ref _passed);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Cut, or hung up by one end.
        }
    }
}
