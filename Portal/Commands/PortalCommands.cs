using System.CommandLine;

namespace Portal.Commands;

/// <summary>Operator commands of the same executable: <c>Portal &lt;command&gt;</c>. Each calls the services the pages call.</summary>
public static class PortalCommands
{
    /// <summary>What it exits with when it was not understood: 1 would say of `verify` that a promise is broken.</summary>
    private const int NotUnderstood = 2;

    /// <summary>
    /// A word that is no option is a command, known or not, and so is one that stands further on: nobody who mistypes one opens a web site.
    /// </summary>
    public static bool Handles(string[] args) =>
        args.Length > 0
        && (
            args[0] is "--help" or "-h" or "-?" or "--version"
            || !(args[0].StartsWith('-') || args[0].Contains('='))
            || Array.Exists(args, word => Root().Subcommands.Any(command => command.Name == word))
        );

    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? NotUnderstood : code;
    }

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
