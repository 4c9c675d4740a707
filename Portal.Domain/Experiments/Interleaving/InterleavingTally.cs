using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Interleaving;

/// <summary>
/// Counts which ranking each unit, e.g. a person, prefers: the one whose team earned more of it over all its lists. Each unit counts once,
/// however much it does, since what one unit does goes together. Memory does not grow with the units. Not thread-safe.
/// </summary>
public sealed class InterleavingTally
{
    private readonly int _control;
    private readonly long[] _wins, _losses, _ties;

    /// <param name="teams">How many rankings there are, at least two.</param>
    /// <param name="control">Index of the one the others are compared with.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public InterleavingTally(int teams, int control = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(teams, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(control);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(control, teams);
        (_control, _wins, _losses, _ties) = (control, new long[teams], new long[teams], new long[teams]);
    }

    /// <summary>Units so far.</summary>
    public long Units { get; private set; }

    /// <summary>Units of which any team earned something.</summary>
    public long ActiveUnits { get; private set; }

    /// <summary>Adds a unit.</summary>
    /// <param name="credit">What each team earned over all of the unit's lists, see <see cref="TeamDraft.Credit"/>.</param>
    /// <exception cref="ArgumentException">Not one finite number per team.</exception>
    public void Add(ReadOnlySpan<double> credit)
    {
        if (credit.Length != _wins.Length)
        {
            throw new ArgumentException($"There is credit for {credit.Length} teams; give it for all {_wins.Length}.", nameof(credit));
        }

        for (var team = 0; team < credit.Length; team++)
        {
            if (!double.IsFinite(credit[team]))
            {
                throw new ArgumentException($"The credit of team {team} is {credit[team]}; give a finite number.", nameof(credit));
            }
        }

        for (var team = 0; team < credit.Length; team++)
        {
            if (team != _control)
            {
                (credit[team].CompareTo(credit[_control]) switch { > 0 => _wins, < 0 => _losses, _ => _ties })[team]++;
            }
        }

        Units++;
        ActiveUnits += credit.ContainsAnyExcept(0) ? 1 : 0;
    }

    /// <summary>What the units so far say.</summary>
    /// <param name="alpha">Share of comparisons of equal rankings in which one is claimed to be better, over all of them together, in (0, 1).</param>
    /// <param name="planned">Units with a preference that were planned for; the bound for many looks is tightest there. At least 1.</param>
    public InterleavingResult Result(double alpha = 0.05, long planned = 1000)
    {
        SignSequence sequence = new(alpha, planned);
        int[] others = [.. Enumerable.Range(0, _wins.Length).Where(team => team != _control)];
        var once = MultipleTesting.Adjust([.. others.Select(team => SignTest.PValue(_wins[team], _losses[team]))], Correction.Holm);
        var always = MultipleTesting.Adjust([.. others.Select(team => sequence.PValue(_wins[team], _losses[team]))], Correction.Holm);
        return new InterleavingResult(Units, ActiveUnits, _control, [.. others.Select((team, i) => Compare(team, once[i], always[i], sequence, alpha))]);
    }

    private TeamComparison Compare(int team, double pValue, double always, SignSequence sequence, double alpha)
    {
        var (wins, losses) = (_wins[team], _losses[team]);
        var (exact, ever) = (ProportionInterval.Of(wins, wins + losses, alpha, ProportionMethod.ClopperPearson), sequence.Interval(wins, losses));
        return new TeamComparison(team, wins, losses, _ties[team])
        {
            Low = exact.Low,
            High = exact.High,
            SequentialLow = ever.Low,
            SequentialHigh = ever.High,
            PValue = pValue,
            SequentialPValue = always,
            Verdict = always > alpha ? TeamVerdict.Undecided : wins > losses ? TeamVerdict.Preferred : TeamVerdict.Rejected,
        };
    }
}
