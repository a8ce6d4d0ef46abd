namespace Portal.Domain.Kernel;

/// <summary>Every source that a value of the catalogue or of a pack cites.</summary>
internal static class PolicySources
{
    /// <summary>Chosen for this product; nobody outside prescribes it.</summary>
    public static PolicySource Portal { get; } = new("Portal");

    public static PolicySource WechatBroadcasts { get; } =
        new(
            "WechatBroadcasts",
            "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html"
        );

    /// <summary>A newspaper of 4 July 2013 on the platform's first year.</summary>
    public static PolicySource ChinaSecurities2013 { get; } =
        new("ChinaSecurities2013", "https://cs.com.cn/ssgs/gsxw/201307/t20130704_4051369.html");

    public static PolicySource WechatCertification { get; } =
        new("WechatCertification", "http://www.ee56.cn:80/v/helpcenter/help/help_a2.jsp");
    public static PolicySource WechatSupplements { get; } = new("WechatSupplements", "http://www.nbyuyuan.net/information/information/44");
    public static PolicySource WechatRenewal { get; } = new("WechatRenewal", "http://www.pigcms.com/2016/wx_0614/5804.html");
    public static PolicySource WechatOwnership { get; } = new("WechatOwnership", "https://qinsilk.com/mms/front/help/question-id2453.html");

    /// <summary>TechWeb, 24 December 2013, on certification; only mirrors of it are left.</summary>
    public static PolicySource TechWeb2013 { get; } = new("TechWeb2013");

    /// <summary>NIST SP 800-63B, on guessing, on the length of sessions and on confirming oneself again.</summary>
    public static PolicySource Nist { get; } = new("Nist", "https://pages.nist.gov/800-63-4/sp800-63b.html");

    public static IReadOnlyList<PolicySource> All { get; } =
    [
        Portal,
        WechatBroadcasts,
        ChinaSecurities2013,
        WechatCertification,
        WechatSupplements,
        WechatRenewal,
        WechatOwnership,
        TechWeb2013,
        Nist,
    ];
}
