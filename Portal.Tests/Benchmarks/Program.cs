using System.Globalization;
using Portal.Benchmarks;

// Ratios of one run, on one machine, under one load: the only speeds that mean something elsewhere.
var words = args.Where(word => !char.IsAsciiDigit(word[0])).ToHashSet();
var sizes = args.Where(word => char.IsAsciiDigit(word[0])).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
var server = words.Contains("postgres")
    ? Environment.GetEnvironmentVariable(Site.PostgresVariable)
        ?? throw new InvalidOperationException($"{Site.PostgresVariable} names no server.")
    : null;
switch (args)
{
    case ["lists", ..]:
        await ListsBenchmark.Run(server, sizes is [] ? [10_000, 1_000_000] : sizes);
        break;
    case ["settle", ..]:
        await SettleBenchmark.Sizes(server, sizes is [] ? [10_000, 100_000] : sizes);
        break;
    case ["settle-years", ..]:
        await SettleBenchmark.Years(server, sizes is [] ? [1, 10, 100] : sizes);
        break;
    case ["circuits", ..]:
        await CircuitsBenchmark.Run(sizes is [] ? [100, 1_000] : sizes);
        break;
    case ["circuits-readers", var address, var shows]:
        await CircuitsBenchmark.Read(address, shows);
        break;
    case ["settle-cold"]:
        await SettleBenchmark.Cold();
        break;
    case ["settle-folder", var folder]:
        await SettleBenchmark.Folder(folder);
        break;
    default:
        await ImportBenchmark.Run(server, sizes is [] ? [100_000] : sizes, words.Contains("alone"));
        break;
}
