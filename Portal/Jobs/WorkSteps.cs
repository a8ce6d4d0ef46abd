using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Jobs;

/// <summary>Which service method does which kind of work. The pump job and the operator commands run the same table.</summary>
public sealed class WorkSteps(IServiceProvider services)
{
    public IReadOnlyDictionary<string, WorkStep> Table { get; } = All(services);

    private static Dictionary<string, WorkStep> All(IServiceProvider services)
    {
        var table = new Dictionary<string, WorkStep>(StringComparer.Ordinal)
        {
            [Domain.Identity.Mail.SendWork] = OrTold(
                services,
                (item, ct) => services.GetRequiredService<MailSender>().Send(item.RefId, ct),
                (item, ct) => services.GetRequiredService<MailSender>().GiveUp(item.RefId, ct)
            ),
            [NoticeMailService.MailWork] = OrTold(services, (item, ct) => services.GetRequiredService<NoticeMailer>().Send(item, ct)),
            [NoticeMailService.DigestWork] = OrTold(
                services,
                (item, ct) => services.GetRequiredService<NoticeMailer>().SendDigest(item, ct)
            ),
            [BillService.PostWork] = (item, ct) => services.GetRequiredService<BillService>().Post(Actor.System("bills"), item.RefId, ct),
            [ExceptionService.ClearWork] = (item, ct) =>
                services.GetRequiredService<ExceptionService>().Clear(Actor.System("bills"), item.RefId, ct),
            [FeeWhatIfService.RunWork] = (item, ct) =>
                services.GetRequiredService<FeeWhatIfService>().Continue(Actor.System("fees"), item.RefId, ct),
            [SettlementService.CloseWork] = (item, ct) =>
                services.GetRequiredService<SettlementService>().Continue(Actor.System("settlement"), item.RefId, ct),
            [SettlementService.SealWork] = (item, ct) =>
                services.GetRequiredService<StatementExportService>().Seal(Actor.System("settlement"), item.RefId, ct),
            [StatementWorkbookService.MakeWork] = Once(
                (item, ct) => services.GetRequiredService<StatementWorkbookService>().Make(Actor.System("settlement"), item.RefId, ct)
            ),
            [PayoutFileService.WriteWork] = Once(
                (item, ct) => services.GetRequiredService<PayoutFileService>().Write(Actor.System("payouts"), item.RefId, ct)
            ),
            [BankImportService.PostWork] = (item, ct) =>
                services.GetRequiredService<BankImportService>().Post(Actor.System("bank"), item.RefId, ct),
            [PublishingService.DeliverWork] = Once(
                (item, ct) => services.GetRequiredService<PublishingService>().Deliver(Actor.System("delivery"), item.RefId, ct)
            ),
            [ApprovalService.ExpireWork] = Once(
                (item, ct) => services.GetRequiredService<ApprovalService>().Expire(Actor.System("approvals"), item.RefId, ct)
            ),
            [CertificationService.ExpireWork] = Once((item, ct) => Certification(services).Expire(Certifier, item.RefId, ct)),
            [ReviewService.DecideWork] = async (item, ct) =>
                await services.GetRequiredService<ReviewService>().CarryOut(Certifier, item.RefId, ct) || await Later(ct),
            [CertificationService.LapseWork] = Once((item, ct) => Certification(services).Lapse(Certifier, item.RefId, ct)),
        };
        // Each clock can be asked for at once: the same work as at its hour.
        foreach (var clock in Schedule.Clocks)
        {
            table[ScheduleNames.WorkKind(clock.Name)] = Once((_, ct) => Schedule.Run(services, clock.Name, ct));
        }

        return table;
    }

    private static Actor Certifier { get; } = Actor.System("certification");

    private static CertificationService Certification(IServiceProvider services) => services.GetRequiredService<CertificationService>();

    /// <summary>A mail: when the last attempt fails, who looks after the jobs is told.</summary>
    private static WorkStep OrTold(IServiceProvider services, WorkStep step, Func<WorkItem, CancellationToken, Task>? giveUp = null) =>
        async (item, ct) =>
        {
            try
            {
                return await step(item, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException && item.IsLastAttempt)
            {
                await (giveUp?.Invoke(item, ct) ?? Task.CompletedTask);
                await services.GetRequiredService<NoticeMailService>().Failed(Actor.System("mail"), item.Kind, item.RefId, ct);
                throw;
            }
        };

    // Work that came a moment early (two clocks differ) waits for its time without spinning.
    private static async Task<bool> Later(CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
        return false;
    }

    /// <summary>Work that is done in one go.</summary>
    private static WorkStep Once(Func<WorkItem, CancellationToken, Task> work) =>
        async (item, ct) =>
        {
            await work(item, ct);
            return true;
        };
}
