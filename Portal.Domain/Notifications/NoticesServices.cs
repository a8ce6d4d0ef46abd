using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Identity;

namespace Portal.Domain.Notifications;

internal static class NoticesServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<INotifier, PeopleNotifier>();
        services.AddSingleton<NoticeWakeups>();
        services.AddSingleton<NoticeWatch>();
        services.AddSingleton<NoticeService>();
        services.AddSingleton<NoticeMailService>();
    }
}
