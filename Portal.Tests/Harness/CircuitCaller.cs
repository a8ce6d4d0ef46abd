using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Tests.Harness;

/// <summary>
/// What a browser's script does to hold an open page, without a browser: asks to connect, opens the socket, begins a circuit, takes the pictures
/// that are drawn and says yes to what is asked of its scripts. Enough to open many pages and to keep them.
/// </summary>
internal sealed partial class CircuitCaller : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1E;
    private const string StartId = "1";

    private readonly HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource<string?> _secret = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _wanted;
    private Task _listening = Task.CompletedTask;

    private CircuitCaller(HttpClient http) => _http = http;

    /// <summary>The circuit's secret; null when none was given.</summary>
    public string? Secret { get; private set; }

    /// <summary>The answer to asking for a connection.</summary>
    public HttpStatusCode Negotiated { get; private set; }

    /// <summary>How long to wait, when it said so.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    public bool IsOpen => Secret is not null;

    /// <summary>Opens a circuit without a page in it as whoever these cookies name.</summary>
    public static Task<CircuitCaller> Open(HttpClient http, CookieContainer cookies, CancellationToken ct) => Open(http, cookies, "/", ct);

    private static async Task<CircuitCaller> Open(HttpClient http, CookieContainer cookies, string path, CancellationToken ct)
    {
        var caller = new CircuitCaller(http);
        using var asked = await http.PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), null, ct);
        (caller.Negotiated, caller.RetryAfter) = (asked.StatusCode, asked.Headers.RetryAfter?.Delta);
        if (asked.IsSuccessStatusCode)
        {
            var token = (await asked.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("connectionToken").GetString();
            await caller.Begin(cookies, token!, new Uri(http.BaseAddress!, path).ToString(), ct);
        }

        return caller;
    }

    /// <summary>Opens a page as a browser does, and returns when it shows this text. False when it never does.</summary>
    public static async Task<(CircuitCaller Caller, bool Shown)> OpenPage(
        HttpClient http,
        CookieContainer cookies,
        string path,
        string text,
        CancellationToken ct
    )
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative), ct);
        var caller = await Open(http, cookies, path, ct);
        if (!caller.IsOpen)
        {
            return (caller, false);
        }

        caller._wanted = Encoding.UTF8.GetBytes(text);
        var parts = Marker()
            .Matches(page)
            .Select((marker, at) => $$"""{"type":"add","ssrComponentId":{{at + 1}},"marker":{{marker.Groups[1].Value}}}""");
        var state = State().Match(page).Groups[1].Value;
        await caller.Send(Call(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', parts)}}]}""", state), ct);
        return (caller, await caller._shown.Task.WaitAsync(ct));
    }

    /// <summary>Drops the connection without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _listening;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task Begin(CookieContainer cookies, string token, string page, CancellationToken ct)
    {
        var address = new UriBuilder(_http.BaseAddress!) { Path = "/_blazor", Query = "id=" + Uri.EscapeDataString(token) };
        address.Scheme = address.Scheme == "https" ? "wss" : "ws";
        _socket.Options.Cookies = cookies;
        try
        {
            await _socket.ConnectAsync(address.Uri, ct);
            byte[] hello = [.. """{"protocol":"blazorpack","version":1}"""u8, RecordSeparator];
            await _socket.SendAsync(hello, WebSocketMessageType.Text, endOfMessage: true, ct);
            await Receive();
            _listening = Listen();
            await Send(Call(StartId, "StartCircuit", _http.BaseAddress!.ToString(), page, "[]", ""), ct);
            Secret = await _secret.Task.WaitAsync(ct);
        }
        catch (WebSocketException)
        {
            // Turned away: the socket was not given, or closed at once.
            Secret = null;
        }
    }

    private async Task Listen()
    {
        try
        {
            while (await Receive() is { Length: > 0 } frame)
            {
                foreach (var message in HubPack.Read(frame))
                {
                    await Take(message, frame);
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection has ended, on this side or on the other.
        }
        finally
        {
            _secret.TrySetResult(null);
            _shown.TrySetResult(false);
        }
    }

    private async Task Take(IReadOnlyList<object?> message, byte[] frame)
    {
        switch (message)
        {
            // A completion: [3, headers, id, kind, result]
            case [3L, _, StartId, 3L, string secret]:
                _secret.TrySetResult(secret);
                break;
            case [3L, _, StartId, ..]:
                _secret.TrySetResult(null);
                break;
            case [1L, _, _, "JS.RenderBatch", IReadOnlyList<object?> arguments, ..]:
                if (_wanted is not null && frame.AsSpan().IndexOf(_wanted) >= 0)
                {
                    _shown.TrySetResult(true);
                }

                // Unsaid, the server would keep the picture and stop after ten.
                await Send(Call(null, "OnRenderCompleted", arguments.OfType<long>().Last(), null), CancellationToken.None);
                break;
            case [1L, _, _, "JS.BeginInvokeJS", IReadOnlyList<object?> and [long task, ..], ..]:
                await Send(Call(null, "EndInvokeJSFromDotNet", task, true, $"[{task},true,null]"), CancellationToken.None);
                break;
            default:
                break;
        }
    }

    private async Task<byte[]> Receive()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            whole.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? [] : whole.ToArray();
    }

    private async Task Send(byte[] message, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>[1, {}, id, target, arguments, []]</summary>
    private static byte[] Call(string? id, string target, params object?[] arguments) =>
        HubPack.Write([1L, HubPack.NoHeaders, id, target, arguments, Array.Empty<object?>()]);

    [GeneratedRegex(@"<!--Blazor:(\{""type"":""server"".*?\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex(@"<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
