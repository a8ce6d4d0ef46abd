using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Enough of a name to talk about a person, too little to find them.</summary>
internal static class MaskRules
{
    private const int OpenIdShown = 6;

    /// <summary>The first character as people count them: 陈洁 → 陈*, Chen Jie → C***.</summary>
    public static string Name(string name)
    {
        var length = new StringInfo(name).LengthInTextElements;
        return length == 0 ? "–" : StringInfo.GetNextTextElement(name) + new string('*', Math.Clamp(length - 1, 1, 3));
    }

    public static string OpenId(string openId) => Text.Short(openId, OpenIdShown);
}
