using Portal.Domain.Identity;

namespace Portal.Domain.Demo;

/// <summary>The people of demo mode. They have no password: the strip's buttons are their only way in.</summary>
internal static class DemoPeople
{
    public static readonly DemoPerson Merchant = new("lin.wei@qinghe.example", "Lin Wei", Button: "Merchant");
    public static readonly DemoPerson Reviewer = new("zhao.min@portal.example", "Zhao Min", StaffRole.Reviewer, "Reviewer");
    public static readonly DemoPerson Finance = new("he.yun@portal.example", "He Yun", StaffRole.FinanceOfficer, "Finance");
    public static readonly DemoPerson Approver = new("ren.jie@portal.example", "Ren Jie", StaffRole.FinanceApprover, "Approver");
    public static readonly DemoPerson Administrator = new("sun.tao@portal.example", "Sun Tao", StaffRole.Administrator, "Administrator");
    public static readonly DemoPerson Follower = new("chen.jie@followers.example", "Chen Jie", Button: "Follower");

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        Merchant,
        Reviewer,
        Finance,
        Approver,
        Administrator,
        Follower,
        new("wu.fang@portal.example", "Wu Fang", StaffRole.SeniorReviewer),
        new("gao.yi@agency.example", "Gao Yi", StaffRole.AgencyReviewer),
        new("tang.li@portal.example", "Tang Li", StaffRole.Support, "Support"),
        new("qian.lan@portal.example", "Qian Lan", StaffRole.Auditor),
        new("huang.bo@lantern.example", "Huang Bo"),
        new("xu.ning@yuelai.example", "Xu Ning"),
        new("zhou.qi@qinghe.example", "Zhou Qi"),
        new("deng.hua@qinghe.example", "Deng Hua"),
        new("ma.li@qinghe.example", "Ma Li"),
        new("yu.xin@qinghe.example", "Yu Xin"),
        new("wang.fei@followers.example", "Wang Fei"),
        new("li.na@followers.example", "Li Na"),
        new("shen.yan@portal.example", "Shen Yan", StaffRole.Administrator, "Administrator2"),
    ];
}
