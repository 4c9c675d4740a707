using System.CommandLine;
using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Cli;

/// <summary>Analyses experiments from files, by the same code as the portal's own. Needs no portal.</summary>
internal sealed class ExperimentVerb : IVerb
{
    private readonly Option<string> _data = new("--data") { Description = "CSV with a header and the columns unit, variant, exposed_at (ISO time or seconds since 1970), one per metric, and where known pre_METRIC, the same before exposure. A ratio also has METRIC_denominator. One row per unit.", Required = true };
    private readonly Option<string[]> _metrics = new("--metric") { Description = $"A metric: {ExperimentMetric.Form}. Without a kind: proportion where all values are 0 or 1, else mean. May be repeated.", Required = true };
    private readonly Option<string?> _ratio = new("--ratio") { Description = "Planned shares, e.g. control=0.5,new=0.5. Default: all arms alike." };
    private readonly Option<string?> _control = new("--control") { Description = "The arm the others are compared with. Default: 'control', else the first by name." };
    private readonly Option<long?> _planned = new("--planned") { Description = "Units the experiment was planned for. Default: as many as there are." };
    private readonly Option<string[]> _dimensions = new("--dimension") { Description = "A column to divide the units by. May be repeated." };
    private readonly Option<double> _alpha = new("--alpha") { Description = "Share of experiments without an effect in which one is claimed.", DefaultValueFactory = _ => 0.05 };
    private readonly Option<double?> _winsorise = new("--winsorise") { Description = "Quantile at which values of means and ratios are cut, e.g. 0.999." };
    private readonly Option<double?> _window = new("--window") { Description = "Conversion window in days: units exposed more recently are left out." };
    private readonly Option<double?> _minimum = new("--minimum-effect") { Description = "The smallest relative effect worth knowing of, e.g. 0.05, for the power." };
    private readonly Option<string?> _asOf = new("--as-of") { Description = "Until when the units were watched, ISO time. Default: the last exposure." };
    private readonly Option<bool> _plain = new("--no-cuped") { Description = "Leave the pre_ columns unused." };
    private readonly Option<bool> _fixed = new("--fixed") { Description = "Decide by the fixed test at the planned size instead of the confidence sequence." };
    private readonly Option<bool> _prior = new("--prior") { Description = "Begin the Bayesian view with a belief of N(0, 0.3²) on the relative effect." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the whole report as JSON." };

    public Command Create(PortalFactory portal)
    {
        Command analyse = new("analyse", "Tell what an experiment's units say: split, effects, intervals and decision.")
        {
            _data, _metrics, _ratio, _control, _planned, _dimensions, _alpha, _winsorise, _window, _minimum, _asOf, _plain, _fixed, _prior, _json,
        };
        analyse.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var report = await Task.Run(() => Analyse(parse, ct), ct);
            var output = parse.InvocationConfiguration.Output;
            if (parse.GetValue(_json))
            {
                await output.WriteLineAsync(report.ToJson());
            }
            else
            {
                ExperimentTable.Write(output, report);
            }
        }, ct));
        return new Command("experiment", "Work with experiments.") { analyse };
    }

    private ExperimentReport Analyse(ParseResult parse, CancellationToken token)
    {
        try
        {
            ExperimentMetric[] metrics = [.. (parse.GetValue(_metrics) ?? []).Select(text => ExperimentMetric.Parse(text) with
            {
                WinsoriseAt = parse.GetValue(_winsorise),
                ConversionWindow = parse.GetValue(_window) is { } days ? TimeSpan.FromDays(days) : null,
                MinimumEffect = parse.GetValue(_minimum),
            })];
            var file = ExperimentFile.Open(parse.GetRequiredValue(_data), metrics, parse.GetValue(_dimensions) ?? [], token);
            var plan = Plan(parse, file);
            IReadOnlyList<string> arms = [.. plan.Arms.Select(arm => arm.Key)];
            IReadOnlyList<double>? limits = null;
            if (WinsorisingPass.IsNeeded(plan))
            {
                WinsorisingPass pass = new(plan);
                file.Feed(arms, pass.Add, token);
                limits = pass.Limits();
            }

            ExperimentAnalyzer analyzer = new(plan, parse.GetValue(_asOf) is { } text ? Instant(text) : file.LastExposure, limits);
            file.Feed(arms, analyzer.Add, token);
            return analyzer.Report();
        }
        catch (ArgumentException e)
        {
            throw new VerbException(e.Message, ExitCode.BadArguments);
        }
    }

    private AnalysisPlan Plan(ParseResult parse, ExperimentFile file)
    {
        var shares = parse.GetValue(_ratio) is { } ratio ? Shares(ratio, file.Arms) : file.Arms.ToDictionary(arm => arm, _ => 1.0 / file.Arms.Count);
        IReadOnlyList<PlannedArm> arms = [.. shares.Select(share => new PlannedArm(share.Key, share.Value))];
        var control = parse.GetValue(_control) ?? (shares.ContainsKey("control") ? "control" : arms[0].Key);
        var place = arms.Index().Where(arm => arm.Item.Key == control).Select(arm => (int?)arm.Index).SingleOrDefault()
            ?? throw new VerbException($"--control is '{control}'; the arms are {string.Join(", ", shares.Keys)}.", ExitCode.BadArguments);
        return new AnalysisPlan
        {
            Arms = arms,
            Control = place,
            Metrics = file.Metrics,
            PlannedUnits = parse.GetValue(_planned) ?? Math.Max(1, file.Units),
            Dimensions = parse.GetValue(_dimensions) ?? [],
            Alpha = parse.GetValue(_alpha),
            Cuped = !parse.GetValue(_plain),
            Sequential = !parse.GetValue(_fixed),
            Prior = parse.GetValue(_prior) ? NormalPrior.Default : null,
        };
    }

    // Arms without units may be named, too: that nobody came is what the split is checked for.
    private static Dictionary<string, double> Shares(string ratio, IReadOnlyList<string> found)
    {
        Dictionary<string, double> shares = new(StringComparer.Ordinal);
        foreach (var part in ratio.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [{ Length: > 0 } arm, var text] || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) || !shares.TryAdd(arm, share))
            {
                throw new VerbException($"--ratio is '{ratio}'; write each arm once with its share, e.g. control=0.5,new=0.5.", ExitCode.BadArguments);
            }
        }

        return found.FirstOrDefault(arm => !shares.ContainsKey(arm)) is { } missing
            ? throw new VerbException($"--ratio is '{ratio}'; give a share of the arm '{missing}', too, 0 if none was planned.", ExitCode.BadArguments)
            : shares;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        ? instant
        : throw new VerbException($"--as-of is '{text}'; give a time such as 2026-03-01T12:30:00Z.", ExitCode.BadArguments);
}
