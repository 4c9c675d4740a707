namespace Portal.Domain.Experiments.Statistics;

/// <summary>Guards for probabilities and counts that come from outside.</summary>
internal static class Probability
{
    /// <summary>For levels, which are neither never nor always.</summary>
    public static void CheckOpen(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; give a probability above 0 and below 1, e.g. 0.05.");
        }
    }

    /// <summary>For p-values.</summary>
    public static void CheckClosed(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; give a probability from 0 to 1.");
        }
    }

    /// <summary>For successes among trials.</summary>
    public static void CheckCounts(long successes, long trials, string successesName, string trialsName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials, trialsName);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(successesName, successes, $"{successesName} is {successes} of {trials}; give a count from 0 to {trialsName}.");
        }
    }

    /// <summary>For what must be above 0 and finite.</summary>
    public static void CheckPositive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; give a finite number above 0.");
        }
    }
}
