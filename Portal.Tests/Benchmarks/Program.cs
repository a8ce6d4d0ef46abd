using System.Globalization;
using Portal.Benchmarks;

// Ratios of one run, on one machine, under one load: the only speeds that mean something elsewhere.
var payments = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
await ImportBenchmark.Run(payments);
