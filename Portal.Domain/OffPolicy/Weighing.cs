using Portal.Domain.Ranking.Learning;

namespace Portal.Domain.OffPolicy;

/// <summary>The places of a log with their importance weights, and what an estimator adds up of them per request.</summary>
internal sealed class Weighing
{
    private readonly DraftPlacement[] _placements;
    private readonly double[][] _looks;

    public Weighing(LoggedRequest[] requests, ExaminationModel examination, double leastExamination)
    {
        var looked = examination.AtLeast(leastExamination);
        _placements = [.. requests.Select(request => DraftPlacement.Of(request, looked))];
        _looks = [.. requests.Select(request => request.Places.Select(place => looked[place.Position]).ToArray())];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        PersonOf = [.. requests.Select(request => numbers.TryGetValue(request.Person, out var number) ? number : numbers[request.Person] = numbers.Count)];
        People = numbers.Count;
        Places = [.. requests.Select(request => (double)request.Places.Count)];
        Ones = [.. requests.Select(_ => 1.0)];
        Mass = [.. _looks.Select(looks => looks.Sum())];
        PlaceCount = requests.Sum(request => request.Places.Count);
        double sum = 0, squares = 0;
        var moved = 0;
        for (var r = 0; r < requests.Length; r++)
        {
            for (var k = 0; k < _looks[r].Length; k++)
            {
                var weight = WeightOf(r, k);
                (sum, squares) = (sum + weight, squares + (weight * weight));
                moved += _placements[r].Next[k] != _placements[r].Now[k] ? 1 : 0;
            }
        }

        (EffectivePlaces, Moved) = (squares > 0 ? sum * sum / squares : 0, moved / (double)PlaceCount);
    }

    /// <summary>Number of the person of each request.</summary>
    public int[] PersonOf { get; }

    public int People { get; }

    public int PlaceCount { get; }

    public double EffectivePlaces { get; }

    public double Moved { get; }

    /// <summary>Places of each request.</summary>
    public double[] Places { get; }

    public double[] Ones { get; }

    /// <summary>Examination over the places of each request: the same in any order.</summary>
    public double[] Mass { get; }

    public double WeightOf(int request, int place) => _placements[request].Weight(place);

    public double NextOf(int request, int place) => _placements[request].Next[place];

    /// <summary>How likely the place was looked at as it was served.</summary>
    public double LookOf(int request, int place) => _looks[request][place];

    /// <summary>Adds up over the places of each request.</summary>
    public double[] Sum(Func<int, int, double> of)
    {
        var sums = new double[_looks.Length];
        for (var r = 0; r < sums.Length; r++)
        {
            for (var k = 0; k < _looks[r].Length; k++)
            {
                sums[r] += of(r, k);
            }
        }

        return sums;
    }
}
