using System.Globalization;
using Portal.Benchmarks;

// Ratios of one run, on one machine, under one load: the only speeds that mean something elsewhere.
switch (args)
{
    case ["settle", "postgres", .. var sizes]:
        await SettleBenchmark.Sizes(postgres: true, Numbers(sizes, 10_000, 100_000));
        break;
    case ["settle", .. var sizes]:
        await SettleBenchmark.Sizes(postgres: false, Numbers(sizes, 10_000, 100_000));
        break;
    case ["settle-years", "postgres", .. var days]:
        await SettleBenchmark.Years(postgres: true, Numbers(days, 1, 10, 100));
        break;
    case ["settle-years", .. var days]:
        await SettleBenchmark.Years(postgres: false, Numbers(days, 1, 10, 100));
        break;
    case ["settle-cold"]:
        await SettleBenchmark.Cold();
        break;
    case ["settle-folder", var folder]:
        await SettleBenchmark.Folder(folder);
        break;
    default:
        await ImportBenchmark.Run(Numbers(args, 100_000)[0]);
        break;
}

static int[] Numbers(string[] texts, params int[] otherwise) =>
    texts.Length == 0 ? otherwise : [.. texts.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
