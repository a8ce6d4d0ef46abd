using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>Enough of a thing to talk about it, too little to find or use it: the one place that decides how much.</summary>
public static class Mask
{
    private const string Hidden = "••••";
    private const int Shown = 4;
    private const int OpenIdShown = 6;

    /// <summary>The first character as people count them: 陈洁 → 陈*, Chen Jie → C***.</summary>
    public static string Name(string name)
    {
        var length = new StringInfo(name).LengthInTextElements;
        return length == 0 ? "–" : StringInfo.GetNextTextElement(name) + new string('*', Math.Clamp(length - 1, 1, 3));
    }

    public static string OpenId(string openId) => Text.Short(openId, OpenIdShown);

    /// <summary>The end of a number that its owner knows; of one so short that its end is half of it, nothing.</summary>
    public static string Number(string number) => number.Length < 2 * Shown ? Hidden : Last4(Text.Tail(number, Shown));

    /// <summary>A number of which only the end is known.</summary>
    public static string Last4(string last4) => $"{Hidden} {last4}";

    public static string Mobile(string mobile) => mobile.Length < 7 ? Hidden : $"{mobile[..3]} {Hidden} {mobile[^Shown..]}";

    /// <summary>Where mail goes, and not to whom.</summary>
    public static string Mail(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "***" : Text.Cut(address, 1) + "***" + address[at..];
    }
}
