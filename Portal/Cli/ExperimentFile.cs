using System.Globalization;
using CsvHelper;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Cli;

/// <summary>
/// A file of an experiment's units: one row per unit with its arm, its first exposure and its metrics. It is read several times, since arms,
/// kinds of metrics and units in several arms are only known at its end; only the names of the units are kept.
/// </summary>
internal sealed class ExperimentFile
{
    private const string Unit = "unit", Variant = "variant", Time = "exposed_at", Pre = "pre_", Denominator = "_denominator";
    private const int SeveralArms = -1;

    // The year 9999; who gives milliseconds is beyond it.
    private const double MostSeconds = 253_402_300_799;

    private readonly string _path;
    private readonly IReadOnlyList<ExperimentMetric> _metrics;
    private readonly IReadOnlyList<string> _dimensions;
    private readonly Dictionary<string, int> _armOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _arms = new(StringComparer.Ordinal);
    private readonly bool[] _zeroOrOne;

    private ExperimentFile(string path, IReadOnlyList<ExperimentMetric> metrics, IReadOnlyList<string> dimensions)
    {
        (_path, _metrics, _dimensions) = (path, metrics, dimensions);
        _zeroOrOne = [.. metrics.Select(_ => true)];
    }

    private delegate void Visit(CsvReader csv, string unit, string variant, DateTimeOffset exposedAt, ReadOnlySpan<UnitValues> values, ReadOnlySpan<string?> segments);

    /// <summary>The arms, by their names.</summary>
    public IReadOnlyList<string> Arms => [.. _arms.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Units in one arm only.</summary>
    public long Units => _armOf.Count(entry => entry.Value != SeveralArms);

    /// <summary>The last exposure.</summary>
    public DateTimeOffset LastExposure { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The metrics, those without a kind as what their values look like.</summary>
    public IReadOnlyList<MetricDefinition> Metrics => [.. _metrics.Select((metric, m) => metric.Define(_zeroOrOne[m] ? MetricKind.Proportion : MetricKind.Mean))];

    /// <summary>Reads the file once, to know what is in it.</summary>
    public static ExperimentFile Open(string path, IReadOnlyList<ExperimentMetric> metrics, IReadOnlyList<string> dimensions, CancellationToken token)
    {
        ExperimentFile file = new(path, metrics, dimensions);
        file.Read(file.Survey, token);
        return file._arms.Count switch
        {
            0 => throw Wrong($"{path} has no rows; give one per unit."),
            1 => throw Wrong($"{path}: all units are in arm '{file.Arms[0]}'; give at least two arms in the column '{Variant}'."),
            _ => file,
        };
    }

    /// <summary>Hands every unit to an analysis.</summary>
    /// <param name="arms">Names of the arms in the plan's order.</param>
    /// <param name="add">The analysis.</param>
    public void Feed(IReadOnlyList<string> arms, AddUnit add, CancellationToken token)
    {
        var places = arms.Index().ToDictionary(arm => arm.Item, arm => arm.Index, StringComparer.Ordinal);
        HashSet<string> told = new(StringComparer.Ordinal);
        Read((csv, unit, variant, exposedAt, values, segments) =>
        {
            var several = _armOf[unit] == SeveralArms;
            if (!several || told.Add(unit))
            {
                add(new UnitObservation { Arm = places[variant], ExposedAt = exposedAt, SeenInSeveralArms = several, Values = values, Segments = segments });
            }
        }, token);
    }

    private void Survey(CsvReader csv, string unit, string variant, DateTimeOffset exposedAt, ReadOnlySpan<UnitValues> values, ReadOnlySpan<string?> segments)
    {
        if (!_arms.TryGetValue(variant, out var arm))
        {
            _arms[variant] = arm = _arms.Count;
        }

        if (!_armOf.TryGetValue(unit, out var known))
        {
            _armOf[unit] = arm;
        }
        else if (known == arm)
        {
            throw Wrong(csv, $"unit '{unit}' has a second row; put its values into one.");
        }
        else
        {
            _armOf[unit] = SeveralArms;
        }

        LastExposure = exposedAt > LastExposure ? exposedAt : LastExposure;
        for (var m = 0; m < values.Length; m++)
        {
            _zeroOrOne[m] &= values[m].Value is 0 or 1;
        }
    }

    private void Read(Visit visit, CancellationToken token)
    {
        try
        {
            using var csv = CsvReader.FromFile(_path, new CsvReaderOptions { TrackLineNumbers = true });
            ReadRows(csv, visit, token);
        }
        catch (CsvFormatException e)
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{_path}, line {e.LineNumber}: {e.Message}"));
        }
        catch (FileNotFoundException)
        {
            throw Wrong($"There is no file '{_path}'.");
        }
    }

    private void ReadRows(CsvReader csv, Visit visit, CancellationToken token)
    {
        var (unitAt, variantAt, timeAt) = (Column(csv, Unit), Column(csv, Variant), Column(csv, Time));
        int[] valueAt = [.. _metrics.Select(metric => Column(csv, metric.Key))];
        int[] denominatorAt = [.. _metrics.Select(metric => metric.Kind == MetricKind.Ratio ? Column(csv, metric.Key + Denominator) : -1)];
        int[] preAt = [.. _metrics.Select(metric => Optional(csv, Pre + metric.Key))];
        int[] preDenominatorAt = [.. _metrics.Select(metric => metric.Kind == MetricKind.Ratio ? Optional(csv, Pre + metric.Key + Denominator) : -1)];
        int[] segmentAt = [.. _dimensions.Select(dimension => Column(csv, dimension))];
        var (values, segments) = (new UnitValues[_metrics.Count], new string?[_dimensions.Count]);
        while (csv.Read())
        {
            token.ThrowIfCancellationRequested();
            for (var m = 0; m < values.Length; m++)
            {
                values[m] = new UnitValues(
                    Number(csv, valueAt[m], _metrics[m].Kind == MetricKind.Quantile ? double.NaN : null),
                    Number(csv, denominatorAt[m], null), Number(csv, preAt[m], 0), Number(csv, preDenominatorAt[m], 0));
                if (_metrics[m].Kind == MetricKind.Proportion && values[m].Value is not (0 or 1))
                {
                    throw Wrong(csv, string.Create(CultureInfo.InvariantCulture, $"'{_metrics[m].Key}' is {values[m].Value}; a proportion has 0 or 1, other numbers are a mean."));
                }
            }

            for (var d = 0; d < segments.Length; d++)
            {
                segments[d] = csv.IsEmpty(segmentAt[d]) ? null : csv.GetString(segmentAt[d]);
            }

            visit(csv, Text(csv, unitAt, Unit), Text(csv, variantAt, Variant), Instant(csv, timeAt), values, segments);
        }
    }

    private int Column(CsvReader csv, string name) =>
        csv.TryGetFieldIndex(name, out var at) ? at : throw Wrong($"{_path} has no column '{name}', it has {string.Join(", ", csv.Headers)}; name the columns {Unit}, {Variant}, {Time} and each metric in the first line.");

    private static int Optional(CsvReader csv, string name) => csv.TryGetFieldIndex(name, out var at) ? at : -1;

    private string Text(CsvReader csv, int at, string name) =>
        csv.GetString(at) is { Length: > 0 } text ? text : throw Wrong(csv, $"'{name}' is empty; fill it.");

    // A column that is not there counts as 0; an empty field as what is given, or it is an error.
    private double Number(CsvReader csv, int at, double? empty) => at switch
    {
        < 0 => 0,
        _ when csv.IsEmpty(at) && empty is { } value => value,
        _ when double.TryParse(csv.GetSpan(at), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw Wrong(csv, $"'{csv.Headers[at]}' is '{csv.GetString(at)}'; give a number with a point, such as 3.5."),
    };

    private DateTimeOffset Instant(CsvReader csv, int at)
    {
        var text = csv.GetString(at);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds is >= 0 and <= MostSeconds
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : throw Wrong(csv, $"'{Time}' is {text}; give seconds since 1970, not milliseconds.");
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw Wrong(csv, $"'{Time}' is '{text}'; give a time such as 2026-03-01T12:30:00Z, or seconds since 1970.");
    }

    private VerbException Wrong(CsvReader csv, string what) => Wrong(string.Create(CultureInfo.InvariantCulture, $"{_path}, line {csv.LineNumber}: {what}"));

    private static VerbException Wrong(string what) => new(what, ExitCode.BadArguments);
}

/// <summary>Takes a unit.</summary>
internal delegate void AddUnit(in UnitObservation unit);
