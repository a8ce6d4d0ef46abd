using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Domain.Settlement;

namespace Portal.Domain.Operations;

internal static class OperationsServices
{
    /// <summary>Keys of personal data, retention, settings and alarms.</summary>
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton(provider => new PersonalDataKeys(
            provider.GetRequiredService<DatabaseSettings>(),
            provider.GetService<PersonalDataSettings>()
        ));
        services.AddSingleton<RunLog>();
        services.AddSealedStores();
        services.AddRetention();
        services.AddSingleton<IProof, SealsOpen>();
        services.AddSingleton<IProof, NothingOutlives>();
        services.AddInner<KeyRotationService>();
        services.AddInner<RetentionService>();
        services.AddInner<BackupService>();
        services.AddSingleton<PolicyNumbers>();
        services.AddSingleton<PolicyService>();
        services.AddSingleton<Approvals.IApprovalHandler, PolicyApproval>();
        services.AddSingleton<AlarmService>();
        services.AddSingleton<MyDataService>();
    }

    /// <summary>Every place where personal data lies sealed; a test compares with the columns whose name ends in Sealed.</summary>
    private static void AddSealedStores(this IServiceCollection services)
    {
        services.AddSingleton<ISealedStore>(
            new SealedColumn<CertificationCase>(nameof(CertificationCase.IdentityNumberSealed), _ => DocumentVault.IdentityNumber)
        );
        services.AddSingleton<ISealedStore>(
            new SealedColumn<CertificationCase>(nameof(CertificationCase.OperatorMobileSealed), _ => DocumentVault.OperatorMobile)
        );
        services.AddSingleton<ISealedStore>(
            new SealedColumn<CaseDocument>(nameof(CaseDocument.FileNameSealed), _ => DocumentVault.FileName)
        );
        services.AddSingleton<ISealedStore>(
            new SealedColumn<CaseReading>(
                nameof(CaseReading.Says),
                _ => DocumentVault.Reading,
                row => row.Says != "" && (row.Field == FactField.IdentityNumber || row.Field == FactField.OperatorMobile)
            )
        );
        services.AddSingleton<ISealedStore>(new SealedColumn<BankAccount>(nameof(BankAccount.NumberSealed), BankAccount.Purpose));
        services.AddSingleton<ISealedStore>(
            new SealedColumn<Authenticator>(
                nameof(Authenticator.SecretSealed),
                Authenticator.Purpose,
                owner: nameof(Authenticator.UserId),
                key: nameof(Authenticator.UserId)
            )
        );
        services.AddSingleton<ISealedStore>(
            new SealedColumn<FormDraft>(nameof(FormDraft.JsonSealed), FormDraft.Purpose, owner: nameof(FormDraft.UserId))
        );
        services.AddSingleton<ISealedStore>(provider => provider.GetRequiredService<DocumentVault>());
    }

    private static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<IRetention>(provider => new ApprovedPapers(provider.GetRequiredService<DocumentVault>()));
        services.AddSingleton<IRetention>(provider => new RefusedPapers(provider.GetRequiredService<DocumentVault>()));
        services.AddSingleton<IRetention>(provider => new AbandonedDrafts(provider.GetRequiredService<DocumentVault>()));
        services.AddSingleton<IRetention>(
            new RowRetention<SignInCode>(Kept.SignInCodes, RetentionPolicies.KeepSignInCodesDays, nameof(SignInCode.CreatedUtc))
        );
        services.AddSingleton<IRetention>(provider => new RowRetention<Mail>(
            Kept.Mails,
            RetentionPolicies.KeepMailsDays,
            nameof(Mail.SentUtc),
            id => provider.GetRequiredService<DatabaseSettings>().DeletePickup(id)
        ));
        services.AddSingleton<IRetention>(
            new RowRetention<Notice>(Kept.Notices, RetentionPolicies.KeepNoticesDays, nameof(Notice.CreatedUtc))
        );
        services.AddSingleton<IRetention>(
            new RowRetention<Session>(Kept.Sessions, RetentionPolicies.KeepSessionsDays, nameof(Session.ExpiresUtc))
        );
        services.AddSingleton<IRetention>(
            new RowRetention<WhatIf>(Kept.WhatIfs, RetentionPolicies.KeepWhatIfsDays, nameof(WhatIf.AskedUtc))
        );
        services.AddSingleton<IRetention>(
            new RowRetention<FormDraft>(Kept.FormDrafts, RetentionPolicies.KeepFormDraftsDays, nameof(FormDraft.SavedUtc))
        );
        services.AddSingleton<IRetention>(provider => new RowRetention<MadeWorkbook>(
            Kept.Workbooks,
            RetentionPolicies.KeepWorkbooksDays,
            nameof(MadeWorkbook.AskedUtc),
            id => provider.GetRequiredService<DatabaseSettings>().DeleteWorkbook(id)
        ));
    }
}
