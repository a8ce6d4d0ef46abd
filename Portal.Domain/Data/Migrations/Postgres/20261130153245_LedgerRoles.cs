using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LedgerRoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Role",
                table: "LedgerAccounts",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FactsJson",
                table: "Bills",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerAccounts_Role",
                table: "LedgerAccounts",
                column: "Role");

            // What each account that is there already is for, as its code said until now.
            migrationBuilder.Sql(
                """
                UPDATE "LedgerAccounts" SET "Role" = CASE
                    WHEN "Code" = 'assets:in-transit:gateway' THEN 'InTransitGateway'
                    WHEN "Code" = 'assets:in-transit' THEN 'InTransit'
                    WHEN "Code" = 'liabilities:suspense:bank' THEN 'BankSuspense'
                    WHEN "Code" = 'liabilities:vat-output' THEN 'VatOutput'
                    WHEN "Code" = 'liabilities:compensation-fund' THEN 'CompensationFund'
                    WHEN "Code" = 'revenue:payment-fee' THEN 'PaymentFeeRevenue'
                    WHEN "Code" = 'revenue:refund-fee' THEN 'RefundFeeRevenue'
                    WHEN "Code" = 'revenue:payout-fee' THEN 'PayoutFeeRevenue'
                    WHEN "Code" = 'revenue:monthly-fee' THEN 'MonthlyFeeRevenue'
                    WHEN "Code" = 'revenue:certification-fee' THEN 'CertificationFeeRevenue'
                    WHEN "Code" = 'expenses:bank-fee' THEN 'BankFee'
                    WHEN "Code" = 'expenses:fee-waivers' THEN 'FeeWaivers'
                    WHEN "Code" = 'expenses:adjustments' THEN 'Adjustments'
                    WHEN "Code" = 'expenses:channel-fee' THEN 'ChannelFee'
                    WHEN "Code" = 'equity:opening' THEN 'OpeningBalance'
                    WHEN "Code" = 'equity:rounding' THEN 'Rounding'
                    WHEN "Code" LIKE 'assets:gateway:_%' THEN 'Gateway'
                    WHEN "Code" LIKE 'assets:bank:_%' THEN 'Bank'
                    WHEN "Code" LIKE 'liabilities:merchant:_%:pending' THEN 'MerchantPending'
                    WHEN "Code" LIKE 'liabilities:merchant:_%:available' THEN 'MerchantAvailable'
                    WHEN "Code" LIKE 'liabilities:merchant:_%:payable' THEN 'MerchantPayable'
                    WHEN "Code" LIKE 'liabilities:suspense:_%' THEN 'Suspense'
                    WHEN "Code" LIKE 'liabilities:merchant:_%:reserve' THEN 'MerchantReserve'
                END
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LedgerAccounts_Role",
                table: "LedgerAccounts");

            migrationBuilder.DropColumn(
                name: "Role",
                table: "LedgerAccounts");

            migrationBuilder.DropColumn(
                name: "FactsJson",
                table: "Bills");
        }
    }
}
