using System.Globalization;
using Portal.Benchmarks;

// Ratios of one run, on one machine, under one load: the only speeds that mean something elsewhere.
if (args is ["settle", ..])
{
    await SettleBenchmark.Run([.. args.Skip(1).DefaultIfEmpty("10000").Select(text => int.Parse(text, CultureInfo.InvariantCulture))]);
}
else
{
    await ImportBenchmark.Run(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000);
}
