using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Notices;

internal static class NoticesServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<NoticeWatch>();
        services.AddSingleton<NoticeService>();
        services.AddSingleton<NoticeMailService>();
    }
}
