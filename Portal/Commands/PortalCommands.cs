using System.CommandLine;

namespace Portal.Commands;

/// <summary>Operator commands of the same executable: <c>Portal &lt;command&gt;</c>. Each calls the services the pages call.</summary>
public static class PortalCommands
{
    public static bool Handles(string[] args) =>
        args.Length > 0
        && (args[0] is "--help" or "-h" or "-?" or "--version" || Root().Subcommands.Any(command => command.Name == args[0]));

    public static Task<int> Run(string[] args) => Root().Parse(args).InvokeAsync();

    private static RootCommand Root() =>
        new("Portal: a merchant and public-account management portal. Without a command it serves the web site.")
        {
            MigrateCommand.Make(),
            CreateUserCommand.Make(),
            LinkAccountsCommand.Make(),
            VerifyCommand.Make(),
            AuditAnchorCommand.Make(),
            AuditCutCommand.Make(),
            SealAnewCommand.Make(),
            RotateKeysCommand.Make(),
            DeleteOutlivedCommand.Make(),
            HealthCommand.Make(),
            SeedCommand.Make(),
            GatewayAccountCommand.Make(),
            ImportBillCommand.Make(),
            SettleCommand.Make(),
            BankFileCommand.Make(),
            ImportBankCommand.Make(),
            FeesCommand.Make(),
            ExportCommand.Make(),
            RebuildBalancesCommand.Make(),
            BackupCommand.Make(),
            RestoreCommand.Make(),
            CopyDatabaseCommand.Make(),
        };
}
