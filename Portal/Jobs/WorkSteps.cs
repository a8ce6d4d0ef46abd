using Portal.Domain.Data;

namespace Portal.Jobs;

/// <summary>Which service method does which kind of work. The pump job and the operator commands run the same table.</summary>
public sealed class WorkSteps(IServiceProvider services)
{
    public IReadOnlyDictionary<string, WorkStep> Table { get; } =
        new Dictionary<string, WorkStep>(StringComparer.Ordinal)
        {
            [Domain.Identity.Mail.SendWork] = (item, ct) => services.GetRequiredService<MailSender>().Send(item.RefId, ct),
        };
}
