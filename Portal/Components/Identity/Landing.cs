using Portal.Domain.Identity;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>Whose first page is which.</summary>
public static class Landing
{
    public static string Of(Me me)
    {
        if (me.Staff.Any(role => role is StaffRole.Administrator or StaffRole.Auditor or StaffRole.Support))
        {
            return Urls.Administration;
        }

        if (me.Staff.Any(role => role is StaffRole.FinanceOfficer or StaffRole.FinanceApprover))
        {
            return Urls.Finance;
        }

        if (me.Staff.Count > 0)
        {
            return Urls.Review;
        }

        return me.Organisations.Count > 0 ? Urls.Merchant(me.Organisations[0].Slug) : Urls.Start;
    }
}
