using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>
/// The one set of icons: a 24 grid, outlines of 1.7 (portal.css sets the width), drawn for Portal. Each constant is the inside of an
/// <c>svg</c>, so that both <see cref="Draw(string, int?, string?)"/> and MudIcon can show it.
/// </summary>
public static class PortalIcons
{
    private const string Head = """<g fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">""";
    private const string Tail = "</g>";

    public const string Screen = Head + """<rect x="3.8" y="5" width="16.4" height="11" rx="1.8"/><path d="M9 19.4h6M12 16v3.4"/>""" + Tail;
    public const string Home =
        Head + """<path d="M4.5 10.8 12 4.8l7.5 6v7.7a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1Z"/><path d="M9.8 19.5v-5.2h4.4v5.2"/>""" + Tail;
    public const string Accounts = Head + """<circle cx="12" cy="12" r="8.3"/><path d="m8.4 12.3 2.5 2.5 4.7-5"/>""" + Tail;
    public const string Messages = Head + """<path d="M20 4.2 3.8 10.4l6.3 3.1 3.2 6.3Z"/><path d="m10.1 13.5 4.2-4.1"/>""" + Tail;
    public const string People =
        Head
        + """<circle cx="9.2" cy="8.6" r="3.2"/><path d="M3.2 19.2c.4-3.2 2.8-5 6-5s5.6 1.8 6 5"/><path d="M15.8 5.6a3.2 3.2 0 0 1 0 6"/><path d="M17.6 14.7c1.8.7 2.9 2.2 3.2 4.5"/>"""
        + Tail;
    public const string Person =
        Head + """<circle cx="12" cy="8.3" r="3.6"/><path d="M5.2 19.6c.5-3.6 3.2-5.6 6.8-5.6s6.3 2 6.8 5.6"/>""" + Tail;
    public const string Shop =
        Head
        + """<path d="M5 11v8.3h14V11"/><path d="M3.9 9.3 5.5 4.8h13l1.6 4.5a2.7 2.7 0 0 1-5.4.1 2.7 2.7 0 0 1-5.4 0 2.7 2.7 0 0 1-5.4-.1Z"/>"""
        + Tail;
    public const string Receipt =
        Head
        + """<path d="M6.2 3.8v16.6l1.9-1.3 1.9 1.3 2-1.3 2 1.3 1.9-1.3 1.9 1.3V3.8l-1.9 1.2L14 3.8l-2 1.2-2-1.2-1.9 1.2Z"/><path d="M9.3 9.3h5.4M9.3 13h5.4"/>"""
        + Tail;
    public const string Card =
        Head + """<rect x="3.6" y="5.8" width="16.8" height="12.6" rx="2.2"/><path d="M3.6 10h16.8M15.6 14.5h1.8"/>""" + Tail;
    public const string Bank =
        Head
        + """<path d="M4.2 9.4 12 4.6l7.8 4.8Z"/><path d="M6.4 9.4v7.2M10.1 9.4v7.2M13.9 9.4v7.2M17.6 9.4v7.2M4.2 19.4h15.6M5.2 16.6h13.6"/>"""
        + Tail;
    public const string Report =
        Head
        + """<path d="M13.6 3.8H7a1.5 1.5 0 0 0-1.5 1.5v13.4A1.5 1.5 0 0 0 7 20.2h10a1.5 1.5 0 0 0 1.5-1.5V8.7Z"/><path d="M13.6 3.8v4.9h4.9M9.2 16.4v-2.6M12 16.4v-4.6M14.8 16.4v-1.6"/>"""
        + Tail;
    public const string File =
        Head
        + """<path d="M13.6 3.8H7a1.5 1.5 0 0 0-1.5 1.5v13.4A1.5 1.5 0 0 0 7 20.2h10a1.5 1.5 0 0 0 1.5-1.5V8.7Z"/><path d="M13.6 3.8v4.9h4.9M9 13h6M9 16.4h4"/>"""
        + Tail;
    public const string Settings =
        Head
        + """<path d="M4 7.2h8.6M17.2 7.2H20M4 16.8h2.8M11.4 16.8H20"/><circle cx="14.9" cy="7.2" r="2.3"/><circle cx="9.1" cy="16.8" r="2.3"/>"""
        + Tail;
    public const string Queue =
        Head
        + """<path d="M8.6 6.5H20M8.6 12H20M8.6 17.5H20"/><path d="m3.6 6.4.9.9 1.7-1.8M3.6 11.9l.9.9 1.7-1.8M3.6 17.4l.9.9 1.7-1.8"/>"""
        + Tail;
    public const string Flag = Head + """<path d="M6 20.4V4.4c3.6-1.6 6.4 1.6 12 0v9c-5.6 1.6-8.4-1.6-12 0"/>""" + Tail;
    public const string Chart = Head + """<path d="M4.4 4.4v15.2h15.2"/><path d="m7.6 14.6 3.6-4 3 2.6 4.6-5.6"/>""" + Tail;
    public const string Audit =
        Head
        + """<path d="M7 3.8h10a1.5 1.5 0 0 1 1.5 1.5v13.4a1.5 1.5 0 0 1-1.5 1.5H7a1.5 1.5 0 0 1-1.5-1.5V5.3A1.5 1.5 0 0 1 7 3.8Z"/><path d="M9 8.2h6M9 11.8h6M9 15.4h3"/>"""
        + Tail;
    public const string Percent =
        Head + """<path d="M18.5 5.5 5.5 18.5"/><circle cx="7.6" cy="7.6" r="2.4"/><circle cx="16.4" cy="16.4" r="2.4"/>""" + Tail;
    public const string Tag = Head + """<path d="M4.2 4.6h7.4l8.2 8.2-7 7-8.6-8.6Z"/><circle cx="8.4" cy="8.6" r="1.3"/>""" + Tail;
    public const string Runs =
        Head
        + """<path d="M19.4 10.8A7.6 7.6 0 0 0 5.8 8L4.4 9.8M4.4 5.2v4.6H9"/><path d="M4.6 13.2A7.6 7.6 0 0 0 18.2 16l1.4-1.8M19.6 18.8v-4.6H15"/>"""
        + Tail;
    public const string Health = Head + """<path d="M3.6 12.4h4l2.2-6 4.2 11.4 2.2-5.4h4.2"/>""" + Tail;
    public const string Jobs =
        Head
        + """<circle cx="12" cy="12" r="3"/><path d="M12 3.8v2.6M12 17.6v2.6M3.8 12h2.6M17.6 12h2.6M6.2 6.2 8 8M16 16l1.8 1.8M6.2 17.8 8 16M16 8l1.8-1.8"/>"""
        + Tail;
    public const string Shield =
        Head
        + """<path d="M12 3.7 5.2 6.2v5.4c0 4.1 2.7 7.2 6.8 8.7 4.1-1.5 6.8-4.6 6.8-8.7V6.2Z"/><path d="m9.1 12 2.1 2.1 3.8-4"/>"""
        + Tail;
    public const string Ban = Head + """<circle cx="12" cy="12" r="8.3"/><path d="m6.2 6.2 11.6 11.6"/>""" + Tail;
    public const string Phone = Head + """<rect x="7" y="3.4" width="10" height="17.2" rx="2.4"/><path d="M10.8 17.7h2.4"/>""" + Tail;
    public const string Chat =
        Head
        + """<path d="M4.2 6.6a1.8 1.8 0 0 1 1.8-1.8h12a1.8 1.8 0 0 1 1.8 1.8v7.6a1.8 1.8 0 0 1-1.8 1.8h-6.6L7.2 19.6V16H6a1.8 1.8 0 0 1-1.8-1.8Z"/>"""
        + Tail;
    public const string Ticket =
        Head
        + """<path d="M3.8 7h16.4v3.2a1.9 1.9 0 0 0 0 3.6V17H3.8v-3.2a1.9 1.9 0 0 0 0-3.6Z"/><path d="M14.4 7v1.6M14.4 11.2v1.6M14.4 15.4V17"/>"""
        + Tail;
    public const string Book =
        Head + """<path d="M5 5.4c2.6-.9 5-.7 7 .8 2-1.5 4.4-1.7 7-.8v13c-2.6-.9-5-.7-7 .8-2-1.5-4.4-1.7-7-.8ZM12 6.2v13"/>""" + Tail;
    public const string Scale =
        Head
        + """<path d="M12 4v15.6M7.6 19.6h8.8M5 6.8h14"/><path d="m5 6.8-2.4 6.4a2.6 2.6 0 0 0 4.8 0ZM19 6.8l-2.4 6.4a2.6 2.6 0 0 0 4.8 0Z"/>"""
        + Tail;
    public const string Check = Head + """<path d="m5 12.7 4.5 4.5L19 7.2"/>""" + Tail;
    public const string Close = Head + """<path d="m6.4 6.4 11.2 11.2M17.6 6.4 6.4 17.6"/>""" + Tail;
    public const string Plus = Head + """<path d="M12 5.2v13.6M5.2 12h13.6"/>""" + Tail;
    public const string Minus = Head + """<path d="M5.2 12h13.6"/>""" + Tail;
    public const string Warning = Head + """<path d="M12 4.4 3.2 19.4h17.6Z"/><path d="M12 10.2v4M12 16.8v.1"/>""" + Tail;
    public const string Info = Head + """<circle cx="12" cy="12" r="8.3"/><path d="M12 11.2v5M12 7.8v.1"/>""" + Tail;
    public const string Help =
        Head + """<circle cx="12" cy="12" r="8.3"/><path d="M9.7 9.7a2.4 2.4 0 1 1 3.3 2.4c-.7.3-1 .8-1 1.5M12 16.5v.1"/>""" + Tail;
    public const string Pause = Head + """<path d="M9 6.2v11.6M15 6.2v11.6"/>""" + Tail;
    public const string Play = Head + """<path d="M8 5.4v13.2L18.6 12Z"/>""" + Tail;
    public const string Clock = Head + """<circle cx="12" cy="12" r="8.3"/><path d="M12 7.4V12l3.1 2"/>""" + Tail;
    public const string Hourglass =
        Head + """<path d="M7 4h10M7 20h10M8 4v3.2c0 2 4 3.4 4 4.8s-4 2.8-4 4.8V20M16 4v3.2c0 2-4 3.4-4 4.8s4 2.8 4 4.8V20"/>""" + Tail;
    public const string Lock =
        Head + """<rect x="5.4" y="10.6" width="13.2" height="9" rx="2"/><path d="M8.4 10.6V8a3.6 3.6 0 0 1 7.2 0v2.6"/>""" + Tail;
    public const string Unlock =
        Head + """<rect x="5.4" y="10.6" width="13.2" height="9" rx="2"/><path d="M8.4 10.6V8a3.6 3.6 0 0 1 7-1.2"/>""" + Tail;
    public const string Key =
        Head + """<circle cx="8.2" cy="15.8" r="3.8"/><path d="m11 13 8.2-8.2M16 8l2.8 2.8M13.6 10.4l1.8 1.8"/>""" + Tail;
    public const string Star = Head + """<path d="m12 4.4 2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4-3.9-3.8 5.4-.8Z"/>""" + Tail;
    public const string Search = Head + """<circle cx="10.8" cy="10.8" r="6.2"/><path d="m15.4 15.4 4.6 4.6"/>""" + Tail;
    public const string Globe =
        Head
        + """<circle cx="12" cy="12" r="8.3"/><path d="M3.7 12h16.6M12 3.7c2.3 2.4 3.5 5.1 3.5 8.3s-1.2 5.9-3.5 8.3c-2.3-2.4-3.5-5.1-3.5-8.3s1.2-5.9 3.5-8.3Z"/>"""
        + Tail;
    public const string Moon = Head + """<path d="M19.4 14.4A7.9 7.9 0 0 1 9.6 4.6a7.9 7.9 0 1 0 9.8 9.8Z"/>""" + Tail;
    public const string Sun =
        Head
        + """<circle cx="12" cy="12" r="3.9"/><path d="M12 3.4v1.8M12 18.8v1.8M3.4 12h1.8M18.8 12h1.8M5.9 5.9l1.3 1.3M16.8 16.8l1.3 1.3M5.9 18.1l1.3-1.3M16.8 7.2l1.3-1.3"/>"""
        + Tail;
    public const string Theme =
        Head + """<circle cx="12" cy="12" r="8.3"/><path d="M12 3.7v16.6a8.3 8.3 0 0 0 0-16.6Z" fill="currentColor"/>""" + Tail;
    public const string Bell =
        Head + """<path d="M6.3 16V11a5.7 5.7 0 0 1 11.4 0v5l1.5 1.9H4.8Z"/><path d="M10.1 20.2a2.1 2.1 0 0 0 3.8 0"/>""" + Tail;
    public const string Menu = Head + """<path d="M4 7h16M4 12h16M4 17h16"/>""" + Tail;
    public const string More = Head + """<path d="M6 12h.1M12 12h.1M18 12h.1"/>""" + Tail;
    public const string Swap = Head + """<path d="M8.2 5v14m-3.1-3.1L8.2 19l3.1-3.1M15.8 19V5m-3.1 3.1L15.8 5l3.1 3.1"/>""" + Tail;
    public const string Left = Head + """<path d="M14.6 6.4 9 12l5.6 5.6"/>""" + Tail;
    public const string Right = Head + """<path d="m9.4 6.4 5.6 5.6-5.6 5.6"/>""" + Tail;
    public const string Down = Head + """<path d="m6.4 9.4 5.6 5.6 5.6-5.6"/>""" + Tail;
    public const string Up = Head + """<path d="m6.4 14.6 5.6-5.6 5.6 5.6"/>""" + Tail;
    public const string Rise = Head + """<path d="M6.8 17.2 17.2 6.8M8.8 6.8h8.4v8.4"/>""" + Tail;
    public const string Fall = Head + """<path d="M6.8 6.8l10.4 10.4M17.2 8.8v8.4H8.8"/>""" + Tail;
    public const string External =
        Head
        + """<path d="M13.4 4.6h6v6M19.2 4.8l-8 8"/><path d="M17.4 14v4.2a1.4 1.4 0 0 1-1.4 1.4H5.8a1.4 1.4 0 0 1-1.4-1.4V8a1.4 1.4 0 0 1 1.4-1.4H10"/>"""
        + Tail;
    public const string Upload = Head + """<path d="M12 15.4V4.6M7.7 8.9 12 4.6l4.3 4.3M4.6 19.4h14.8"/>""" + Tail;
    public const string Download = Head + """<path d="M12 4.4v10.8m-4.3-4.3 4.3 4.3 4.3-4.3M4.6 19.4h14.8"/>""" + Tail;
    public const string Copy =
        Head
        + """<rect x="8.6" y="8.6" width="11" height="11" rx="1.8"/><path d="M15.4 8.6V6.2a1.6 1.6 0 0 0-1.6-1.6H6.2a1.6 1.6 0 0 0-1.6 1.6v7.6a1.6 1.6 0 0 0 1.6 1.6h2.4"/>"""
        + Tail;
    public const string Edit = Head + """<path d="M4.6 19.4 5.8 15 16 4.8l3.2 3.2L9 18.2Z"/><path d="m13.8 7 3.2 3.2"/>""" + Tail;
    public const string Trash =
        Head + """<path d="M4.6 7h14.8M9.4 7V4.8h5.2V7M6.4 7l.9 12.4h9.4L17.6 7M10.2 10.6v5.4M13.8 10.6v5.4"/>""" + Tail;
    public const string Print =
        Head
        + """<path d="M7.2 8.8V4.2h9.6v4.6"/><rect x="4.2" y="8.8" width="15.6" height="7.4" rx="1.6"/><path d="M7.2 13.8h9.6v6H7.2Z"/>"""
        + Tail;
    public const string Calendar =
        Head + """<rect x="4.2" y="5.6" width="15.6" height="14" rx="2"/><path d="M4.2 10h15.6M8.4 3.6v4M15.6 3.6v4"/>""" + Tail;
    public const string Filter = Head + """<path d="M4 6.4h16M7 12h10M10 17.6h4"/>""" + Tail;
    public const string Columns =
        Head + """<rect x="4.2" y="5" width="15.6" height="14" rx="1.6"/><path d="M9.4 5v14M14.6 5v14"/>""" + Tail;
    public const string Eye =
        Head
        + """<path d="M3 12c2.2-3.9 5.3-5.9 9-5.9s6.8 2 9 5.9c-2.2 3.9-5.3 5.9-9 5.9S5.2 15.9 3 12Z"/><circle cx="12" cy="12" r="2.7"/>"""
        + Tail;
    public const string EyeOff =
        Head
        + """<path d="M9.9 6.3c.7-.1 1.4-.2 2.1-.2 3.7 0 6.8 2 9 5.9a15 15 0 0 1-2.6 3.4M6.1 8A14.6 14.6 0 0 0 3 12c2.2 3.9 5.3 5.9 9 5.9 1.6 0 3.1-.4 4.5-1.1M4.4 4.4l15.2 15.2"/>"""
        + Tail;
    public const string Link =
        Head
        + """<path d="M10 13.8a3.6 3.6 0 0 0 5.3.4l3-3a3.7 3.7 0 0 0-5.2-5.2l-1.2 1.2"/><path d="M14 10.2a3.6 3.6 0 0 0-5.3-.4l-3 3a3.7 3.7 0 0 0 5.2 5.2l1.2-1.2"/>"""
        + Tail;
    public const string Image =
        Head
        + """<rect x="4" y="5" width="16" height="14" rx="2"/><circle cx="9" cy="9.8" r="1.5"/><path d="m4.4 17 5-4.6 3.4 3 2.6-2.2 4.4 3.8"/>"""
        + Tail;
    public const string Bold = Head + """<path d="M8 5h5a3.4 3.4 0 0 1 0 6.8H8ZM8 11.8h5.8a3.6 3.6 0 0 1 0 7.2H8Z"/>""" + Tail;
    public const string Bullets = Head + """<path d="M9 6.5h11M9 12h11M9 17.5h11M4.8 6.5h.1M4.8 12h.1M4.8 17.5h.1"/>""" + Tail;
    public const string Reply = Head + """<path d="M9.4 6 4.4 11l5 5M4.4 11h9.2a6 6 0 0 1 6 6v1"/>""" + Tail;
    public const string Undo = Head + """<path d="M8.6 5 4.4 9.2l4.2 4.2M4.4 9.2H14a5.2 5.2 0 0 1 0 10.4H9"/>""" + Tail;
    public const string Rotate = Head + """<path d="M19 9.4A7.6 7.6 0 1 0 19.6 12M19.4 4.8v4.6h-4.6"/>""" + Tail;
    public const string ZoomIn =
        Head + """<circle cx="10.8" cy="10.8" r="6.2"/><path d="m15.4 15.4 4.6 4.6M10.8 8.2v5.2M8.2 10.8h5.2"/>""" + Tail;
    public const string ZoomOut = Head + """<circle cx="10.8" cy="10.8" r="6.2"/><path d="m15.4 15.4 4.6 4.6M8.2 10.8h5.2"/>""" + Tail;
    public const string SignOut =
        Head + """<path d="M13.4 4.6H6.6A1.6 1.6 0 0 0 5 6.2v11.6a1.6 1.6 0 0 0 1.6 1.6h6.8M16 8.4l3.6 3.6-3.6 3.6M19.4 12H10"/>""" + Tail;
    public const string SignIn =
        Head
        + """<path d="M10.6 4.6h6.8A1.6 1.6 0 0 1 19 6.2v11.6a1.6 1.6 0 0 1-1.6 1.6h-6.8M10.4 8.4 14 12l-3.6 3.6M13.8 12H4.6"/>"""
        + Tail;
    public const string Mail =
        Head + """<rect x="3.8" y="5.6" width="16.4" height="12.8" rx="2"/><path d="m4.4 7.4 7.6 5.8 7.6-5.8"/>""" + Tail;
    public const string Inbox =
        Head + """<path d="M4.2 13.6 6.4 5.6h11.2l2.2 8v4.8H4.2Z"/><path d="M4.2 13.6h4.4l1.2 2.2h4.4l1.2-2.2h4.4"/>""" + Tail;
    public const string Send = Head + """<path d="M20 4.2 3.8 10.4l6.3 3.1 3.2 6.3Z"/><path d="m10.1 13.5 4.2-4.1"/>""" + Tail;
    public const string Megaphone =
        Head + """<path d="M4.4 10v4l3 .4 9.8 4V5.6l-9.8 4Z"/><path d="M8 14.6 9.2 19h2.6l-1-3.4M19.8 10.4v3.2"/>""" + Tail;
    public const string Menus =
        Head + """<rect x="4.2" y="4.6" width="15.6" height="14.8" rx="2"/><path d="M4.2 15h15.6M9.4 15v4.4M14.6 15v4.4"/>""" + Tail;
    public const string Code = Head + """<path d="m8.4 7.4-4.8 4.6 4.8 4.6M15.6 7.4l4.8 4.6-4.8 4.6M13.4 5.4l-2.8 13.2"/>""" + Tail;
    public const string Pin =
        Head + """<path d="M12 20.4c4-4.4 6-7.7 6-10a6 6 0 0 0-12 0c0 2.3 2 5.6 6 10Z"/><circle cx="12" cy="10.4" r="2.2"/>""" + Tail;

    // A few sizes and classes of constants: every open page holds the same text.
    private static readonly ConcurrentDictionary<(string Svg, int? Size, string? Css), MarkupString> Drawn = new();

    /// <summary>
    /// One of these, decorative: the word beside it, or the button's aria-label, says what it means. Text and not a component, because a
    /// component costs every open page some 4 KB and icons stand in every link and row.
    /// </summary>
    /// <param name="svg">A constant of this class, never text from outside.</param>
    /// <param name="size">Edge length in pixels; 18 when not given.</param>
    /// <param name="css">A class beside <c>p-icon</c>.</param>
    public static MarkupString Draw(string svg, int? size = null, string? css = null) => Drawn.GetOrAdd((svg, size, css), Draw);

    private static MarkupString Draw((string Svg, int? Size, string? Css) asked)
    {
        var css = asked.Css is { } more ? "p-icon " + more : "p-icon";
        var style = asked.Size is { } size ? FormattableString.Invariant($" style=\"width:{size}px;height:{size}px\"") : "";
        return new MarkupString(
            $"<svg class=\"{css}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"{style}>{asked.Svg}</svg>"
        );
    }
}
