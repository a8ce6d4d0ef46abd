using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Identity;

namespace Portal.Domain.Notices;

internal static class NoticesServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<ITell, PeopleTelling>();
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<NoticeWatch>();
        services.AddSingleton<NoticeService>();
        services.AddSingleton<NoticeMailService>();
    }
}
